import { expect, test } from 'vitest';
import { editorLink } from '../../../web/graph/editor-link.ts';
import { deleteExportWords, deleteWords, moveWords, renameWords } from '../../../web/graph/intent-words.ts';

test.each([
  ['/home/me/app', 'src/a.ts', undefined, 'vscode://file/home/me/app/src/a.ts'],
  ['/home/me/my app', 'src/#a?.ts', 12, 'vscode://file/home/me/my%20app/src/%23a%3F.ts:12'],
])('the editor opens %s %s', (root, file, line, link) => {
  expect(editorLink(root, file, line)).toBe(link);
});

test.each([
  [moveWords('src/a.ts'), 'move src/a.ts to src/a.ts'],
  [moveWords('my src/a.ts'), 'move "my src/a.ts" to "my src/a.ts"'],
  [deleteWords('src/a.ts'), 'delete src/a.ts'],
  [renameWords('total', 'src/a.ts'), 'rename total to total in src/a.ts'],
  [deleteExportWords('total', 'my src/a.ts'), 'delete total from "my src/a.ts"'],
])('%s', (words, expected) => {
  expect(words).toBe(expected);
});
