/** One line of the tree as it is shown: a folder or a file, at its depth. */
export interface TreeRow {
  readonly path: string;
  readonly name: string;
  /** From 1. */
  readonly level: number;
  readonly isFolder: boolean;
  readonly isOpen: boolean;
  /** Its place among those of the same folder, from 1, and how many these are. */
  readonly position: number;
  readonly siblings: number;
}

interface Folder {
  readonly folders: Map<string, Folder>;
  readonly files: string[];
}

export type FileTree = Folder;

const emptyFolder = (): Folder => ({ folders: new Map(), files: [] });

/** The folders of sorted paths. */
export function buildTree(paths: readonly string[]): FileTree {
  const root = emptyFolder();
  for (const path of paths) {
    const parts = path.split('/');
    const name = parts.pop() ?? path;
    let folder = root;
    for (const part of parts) {
      const next = folder.folders.get(part) ?? emptyFolder();
      folder.folders.set(part, next);
      folder = next;
    }
    folder.files.push(name);
  }
  return root;
}

/** What is to be seen: folders first, those that are open with what is in them. */
export function visibleRows(tree: FileTree, open: ReadonlySet<string>): TreeRow[] {
  const rows: TreeRow[] = [];
  const walk = (folder: Folder, base: string, level: number) => {
    const siblings = folder.folders.size + folder.files.length;
    let position = 0;
    for (const [name, inner] of [...folder.folders].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const path = base + name;
      position += 1;
      rows.push({ path, name, level, isFolder: true, isOpen: open.has(path), position, siblings });
      if (open.has(path)) walk(inner, `${path}/`, level + 1);
    }
    for (const name of folder.files) {
      position += 1;
      rows.push({ path: base + name, name, level, isFolder: false, isOpen: false, position, siblings });
    }
  };
  walk(tree, '', 1);
  return rows;
}

/** The folders that a file lies in, outermost first. */
export function foldersOf(path: string): string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}

export type TreeMove = { readonly kind: 'focus'; readonly index: number } | { readonly kind: 'open' | 'close'; readonly path: string } | { readonly kind: 'choose'; readonly path: string };

/** What a key does in a tree (the pattern of WAI-ARIA's Authoring Practices); null where it does nothing. */
export function moveInTree(rows: readonly TreeRow[], at: number, key: string): TreeMove | null {
  const row = rows[at];
  if (!row) return null;
  const focus = (index: number): TreeMove | null => (index >= 0 && index < rows.length && index !== at ? { kind: 'focus', index } : null);
  switch (key) {
    case 'ArrowDown': return focus(at + 1);
    case 'ArrowUp': return focus(at - 1);
    case 'Home': return focus(0);
    case 'End': return focus(rows.length - 1);
    case 'ArrowRight':
      if (!row.isFolder) return null;
      return row.isOpen ? ((rows[at + 1]?.level ?? 0) > row.level ? focus(at + 1) : null) : { kind: 'open', path: row.path };
    case 'ArrowLeft':
      if (row.isFolder && row.isOpen) return { kind: 'close', path: row.path };
      return focus(rows.findLastIndex(({ level }, index) => index < at && level < row.level));
    case 'Enter':
    case ' ':
      if (row.isFolder) return { kind: row.isOpen ? 'close' : 'open', path: row.path };
      return { kind: 'choose', path: row.path };
    default: return null;
  }
}

/** The next row whose name begins with what was typed, from this one on and round the end; one letter goes on to the next. */
export function findTyped(rows: readonly TreeRow[], at: number, typed: string): number | null {
  const wanted = typed.toLowerCase();
  const first = typed.length === 1 ? 1 : 0;
  for (let step = first; step < rows.length + first; step += 1) {
    const index = (at + step) % rows.length;
    if (rows[index]?.name.toLowerCase().startsWith(wanted)) return index;
  }
  return null;
}
