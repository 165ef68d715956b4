// Where the names come from that a test needs: exports of the module under test, or what that module imports. Owns the search; writes no import.
import { offeredNames } from '../../edits/export-names.ts';
import { isNode, parseSyntax, type SyntaxNode } from '../../edits/syntax.ts';
import type { Source } from '../deps.ts';
import { namesOfPattern } from '../repair/scope-names.ts';

/** One name that the test imports. `imported` is `default`, `*`, a name, or `export=` for the whole of a CommonJS module. */
export interface Binding {
  readonly origin: { readonly file: string } | { readonly package: string };
  readonly imported: string;
  readonly local: string;
}

export interface ModuleNames {
  /** The binding for a name in the scope of the module; `hidden` where the module has it and does not give it away, null where it has none. */
  find(name: string): Binding | 'hidden' | null;
  /** The way to what is exported under a name; null where nothing is. */
  findExport(name: string, local: string): Binding | null;
}

function* declaredNames(program: SyntaxNode): Generator<string> {
  for (const statement of program['body'] as SyntaxNode[]) {
    const declaration = isNode(statement['declaration']) ? statement['declaration'] : statement;
    if (declaration.type === 'VariableDeclaration') for (const one of declaration['declarations'] as SyntaxNode[]) yield* namesOfPattern(one['id'] as SyntaxNode);
    else if (isNode(declaration['id']) && /^(?:Function|Class|TSEnum)/.test(declaration.type)) yield String(declaration['id']['name']);
  }
}

/** The names of a module as code in its scope and as importers see them. */
export function readModuleNames({ tree, graph }: Source, file: string): ModuleNames {
  const facts = graph.facts(file);
  const { names, complete } = offeredNames(graph, file);
  const values = new Set(names.filter(({ isType }) => !isType).map(({ name }) => name));
  const declared = new Set(declaredNames(parseSyntax(file, tree.text(file) ?? '').program));
  const origin = { file };
  const findExport = (name: string, local: string): Binding | null => {
    if (values.has(name) && name !== 'export=') return { origin, imported: name, local };
    // `module.exports = value`: the whole is the default, and has names that the graph cannot know.
    if (values.has('export=')) return name === 'default' ? { origin, imported: 'export=', local } : { origin, imported: name, local };
    if (name === 'default' && values.size > 0 && [...values].every((one) => one !== 'default') && !parseSyntax(file, tree.text(file) ?? '').isModule) return { origin, imported: 'export=', local };
    return complete ? null : { origin, imported: name, local };
  };
  return {
    findExport,
    find(name) {
      if (values.has(name) && name !== 'export=') return { origin, imported: name, local: name };
      const fact = facts?.exports.find(({ local, isType, importIndex }) => local === name && !isType && importIndex === null);
      if (fact) return { origin, imported: fact.name, local: name };
      for (const edge of graph.edgesFrom(file)) {
        const crossing = edge.names.find(({ local, isType }) => local === name && !isType);
        if (crossing) return { origin: edge.to === null ? { package: edge.specifier } : { file: edge.to }, imported: crossing.imported, local: name };
      }
      return declared.has(name) ? 'hidden' : null;
    },
  };
}
