import ts from 'typescript';

/** Reports a type member that is never assigned and is not `readonly`. */
export const readonlyMembers = {
  meta: {
    type: 'suggestion',
    fixable: 'code',
    messages: { missing: 'Nothing assigns it: make it readonly.' },
    schema: [],
  },
  create(context) {
    const { program, esTreeNodeToTSNodeMap } = context.sourceCode.parserServices;
    return {
      'TSPropertySignature[readonly=false]'(node) {
        if (!assignedMembersOf(program).has(esTreeNodeToTSNodeMap.get(node))) {
          context.report({ node, messageId: 'missing', fix: (fixer) => fixer.insertTextBefore(node, 'readonly ') });
        }
      },
    };
  },
};

const known = new WeakMap();

/** Returns the declarations of all members that the program assigns, computed once for each program. */
function assignedMembersOf(program) {
  const found = known.get(program) ?? findAssignedMembers(program);
  known.set(program, found);
  return found;
}

function findAssignedMembers(program) {
  const checker = program.getTypeChecker();
  const found = new Set();

  function note(symbol) {
    for (const declaration of symbol?.declarations ?? []) found.add(declaration);
  }

  function noteTarget(target) {
    if (ts.isPropertyAccessExpression(target)) note(checker.getSymbolAtLocation(target.name));
    // A computed name may refer to any member.
    if (ts.isElementAccessExpression(target)) {
      for (const symbol of checker.getPropertiesOfType(checker.getTypeAtLocation(target.expression))) note(symbol);
    }
  }

  function visit(node) {
    const target = assignedBy(node);
    if (target !== undefined) noteTarget(target);
    ts.forEachChild(node, visit);
  }

  for (const file of program.getSourceFiles()) {
    if (!file.isDeclarationFile && !program.isSourceFileFromExternalLibrary(file)) visit(file);
  }
  return found;
}

/** Returns the expression that a node assigns, increments, decrements or deletes. */
function assignedBy(node) {
  if (ts.isBinaryExpression(node) && ts.isAssignmentOperator(node.operatorToken.kind)) return node.left;
  if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) return node.operand;
  return ts.isDeleteExpression(node) ? node.expression : undefined;
}
