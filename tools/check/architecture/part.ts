/** A part of the project: a row of the table in `docs/architecture.md`, and a rule for what its files import. */
export interface Part {
  /** How the table and other parts name it. */
  readonly name: string;
  /** Its files, as a regular expression on paths from the project's root. A file is of the first part that it matches. */
  readonly path: string;
  readonly isWhat: string;
  /** Other parts that it may import, or groups of them. A part may import itself. */
  readonly imports: readonly string[];
  /** Parts of which it may import types only, or groups of them. */
  readonly types?: readonly string[];
  readonly packages: PackageSet;
}

/** Packages that a part may import, as regular expressions. */
export interface PackageSet {
  readonly shown: string;
  /** Packages to import in any way; `all` includes Node.js itself. */
  readonly any: readonly string[] | 'all';
  /** Packages to import as types. */
  readonly types?: string;
  /** Packages to import as types or by `import()`: loading an SDK package costs 60-150 ms of every cold start. */
  readonly lazy?: string;
}
