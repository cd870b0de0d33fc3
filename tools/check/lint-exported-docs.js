/** Reports an exported declaration without a doc comment: every export needs a sentence on what it promises. */
export const exportedDocs = {
  meta: {
    type: 'suggestion',
    messages: { missing: 'Say in one sentence what this export promises: /** … */' },
    schema: [],
  },
  create(context) {
    return {
      'Program > ExportNamedDeclaration[declaration]'(node) {
        const above = context.sourceCode.getCommentsBefore(node).at(-1);
        if (!above?.value.startsWith('*') && !isLaterOverload(node)) {
          context.report({ node, messageId: 'missing' });
        }
      },
    };
  },
};

function isLaterOverload(node) {
  const siblings = node.parent.body;
  const previous = siblings[siblings.indexOf(node) - 1]?.declaration;
  return previous?.type === 'TSDeclareFunction' && previous.id?.name === node.declaration.id?.name;
}
