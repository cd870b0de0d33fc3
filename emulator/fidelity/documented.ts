/** How far a documented member is emulated; `differs` says that something Wix documents, or leaves open, is chosen here. */
export type Fidelity = 'yes' | 'differs' | 'missing';

/** A member that Wix documents. */
export interface DocumentedMember {
  readonly name: string;
  readonly emulated: Fidelity;
  /** What differs, or what Wix leaves open and how it is here. */
  readonly note?: string;
  /** Address of its page, if that is not `page` and its name in kebab-case. */
  readonly address?: string;
}

/** The members of one object. */
export interface DocumentedObject {
  readonly name: string;
  /** The module that has it, and the expression for it in a site that imports the module as `it`; absent for what tests find by other means. */
  readonly found?: { readonly module: string; readonly expression: string };
  /** Address of the object's pages. */
  readonly page: string;
  readonly members: readonly DocumentedMember[];
}

/** Says where a site finds an object. */
export function given(module: string, expression: string): Pick<DocumentedObject, 'found'> {
  return { found: { module, expression } };
}

/** Lists members that are emulated. */
export function yes(...names: string[]): DocumentedMember[] {
  return names.map((name) => ({ name, emulated: 'yes' }));
}

/** Lists members that differ, with what does. */
export function differs(note: string, ...names: string[]): DocumentedMember[] {
  return names.map((name) => ({ name, emulated: 'differs', note }));
}

/** Lists members that are missing, with the reason. */
export function missing(note: string, ...names: string[]): DocumentedMember[] {
  return names.map((name) => ({ name, emulated: 'missing', note }));
}

/** Returns the address of a member's page. */
export function memberAddress({ page }: DocumentedObject, { name, address }: DocumentedMember): string {
  return address ?? (page.endsWith('#') ? page.slice(0, -1) : `${page}/${kebabCase(name)}`);
}

function kebabCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
