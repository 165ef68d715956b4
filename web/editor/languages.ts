import type { json } from '@codemirror/lang-json';

type LanguageSupport = ReturnType<typeof json>;
type Load = () => Promise<LanguageSupport>;

const javascript = (typescript: boolean, jsx: boolean): Load => async () => (await import('@codemirror/lang-javascript')).javascript({ typescript, jsx });

const markdown: Load = async () => {
  const { markdown: support, markdownLanguage } = await import('@codemirror/lang-markdown');
  return support({ base: markdownLanguage });
};

// By the ending of the path; the code of a language is loaded with the first file of it.
const LOADERS: readonly (readonly [ending: RegExp, load: Load])[] = [
  [/\.[cm]?ts$/i, javascript(true, false)],
  [/\.tsx$/i, javascript(true, true)],
  [/\.[cm]?jsx?$/i, javascript(false, true)],
  [/\.(json[c5]?|webmanifest)$/i, async () => (await import('@codemirror/lang-json')).json()],
  [/\.css$/i, async () => (await import('@codemirror/lang-css')).css()],
  [/\.html?$/i, async () => (await import('@codemirror/lang-html')).html()],
  [/\.(mdx?|markdown)$/i, markdown],
  [/\.ya?ml$/i, async () => (await import('@codemirror/lang-yaml')).yaml()],
];

/** The language that a file is highlighted in; null where it has none. Rejects where its code cannot be loaded. */
export async function loadLanguage(path: string): Promise<LanguageSupport | null> {
  const found = LOADERS.find(([ending]) => ending.test(path));
  return found ? found[1]() : null;
}
