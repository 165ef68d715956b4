// Which files were changed together, from a history of commits. Pure; knows no git.

export interface CoChange {
  /** Whoever changes this one … */
  readonly file: string;
  /** … changed that one as well. */
  readonly other: string;
  /** Commits that changed both. */
  readonly support: number;
  /** Support over the commits that changed `file`, 0 to 1. */
  readonly confidence: number;
}

export interface CoChangeOptions {
  /** Commits of more files say little about any two of them. */
  readonly maxFiles?: number;
  readonly minSupport?: number;
  readonly minConfidence?: number;
  readonly limit: number;
  /** The files that count. */
  isWanted(file: string): boolean;
}

/**
 * Association rules over commits (Zimmermann, Weißgerber, Diehl and Zeller 2004, who leave out commits of more than 30 files), each pair once:
 * from the file that changes less often. By confidence, then support, then name.
 */
export function coChanges(commits: readonly { readonly files: readonly string[] }[], { maxFiles = 30, minSupport = 3, minConfidence = 0.5, limit, isWanted }: CoChangeOptions): CoChange[] {
  const changes = new Map<string, number>();
  const together = new Map<string, number>();
  for (const commit of commits) {
    const files = [...new Set(commit.files)].filter(isWanted).sort();
    for (const file of files) changes.set(file, (changes.get(file) ?? 0) + 1);
    if (commit.files.length > maxFiles) continue;
    for (const [i, a] of files.entries()) for (const b of files.slice(i + 1)) together.set(`${a}\n${b}`, (together.get(`${a}\n${b}`) ?? 0) + 1);
  }
  const rules = [...together].flatMap(([key, support]): CoChange[] => {
    const [a = '', b = ''] = key.split('\n');
    const [file, other] = (changes.get(a) ?? 0) <= (changes.get(b) ?? 0) ? [a, b] : [b, a];
    const confidence = support / (changes.get(file) ?? 1);
    return support >= minSupport && confidence >= minConfidence ? [{ file, other, support, confidence }] : [];
  });
  return rules.sort((x, y) => y.confidence - x.confidence || y.support - x.support || (x.file + x.other < y.file + y.other ? -1 : 1)).slice(0, limit);
}
