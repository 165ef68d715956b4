// What is said about a change, to people: in the intent, the plan and the migration guide. Owns the shape; the words of each kind live beside it.

/** How somebody else's code is adapted. Code blocks are Markdown. */
export interface GuideWords {
  /** Title of the guide, Markdown. */
  readonly title: string;
  /** One or two sentences: what changed, and what did not. */
  readonly what: string;
  readonly howToAdapt: readonly string[];
}

export interface ChangeWords {
  /** One sentence that says what was understood. */
  readonly understood: string;
  /** The step that makes the change itself. */
  readonly apply: string;
  /** What is rewritten besides import clauses: "uses", "dynamic imports, requires and mocks". */
  readonly references: string;
  /** What a compatibility layer keeps: "path", "name", "signature". */
  readonly oldForm: string;
  /** File name of the guide without its ending; any characters. */
  readonly guideName: string;
  readonly guide: GuideWords;
}
