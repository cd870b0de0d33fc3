/** Part of the project: a row of the table in `docs/architecture.md`, and a rule on what its files may import. */
export interface Part {
  /** Name in the table and in the rules of other parts. */
  readonly name: string;
  /** Files of the part, as a regular expression on paths from the project's root. A file belongs to the first part that it matches. */
  readonly path: string;
  readonly isWhat: string;
  /** Other parts, or groups of them, that it may import. A part may import itself. */
  readonly imports: readonly string[];
  /** Parts, or groups of them, from which it may import only types. */
  readonly types?: readonly string[];
  readonly packages: PackageSet;
}

/** Packages that a part may import, as regular expressions. */
export interface PackageSet {
  readonly shown: string;
  /** Packages for any import; `all` includes Node.js built-ins. */
  readonly any: readonly string[] | 'all';
  /** Packages for type imports only. */
  readonly types?: string;
  /** Packages for type imports or `import()` only: loading an SDK package adds 60-150 ms to every cold start. */
  readonly lazy?: string;
}
