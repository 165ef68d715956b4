// Random programs that always end: expressions, statements and functions of every kind, which print on their way.
import fc from 'fast-check';

/** What generated code may call. Every function prints, so that order and number of evaluations show. */
export const PRELUDE = `let budget = 400; const tick = () => { if (--budget < 0) throw new Error('enough'); };
const show = (name, value) => (tick(), print(name, typeof value === 'object' && value !== null ? 'object' : String(value)), value);
const later = async (value) => (tick(), await null, show('later', value));
const o = { a: 1, b: null, get c() { return show('c', 3); }, m(...x) { return show('m', x.length + (this === o ? 10 : 0)); } };
let v = 1, w = 0, z;
`;

const pick = (...texts: string[]): fc.Arbitrary<string> => fc.constantFrom(...texts);
const join = (build: (...parts: string[]) => string, ...parts: fc.Arbitrary<string>[]): fc.Arbitrary<string> => fc.tuple(...parts).map((all) => build(...all));

const trees = fc.letrec<{ expression: string; statement: string; block: string; awaiting: string }>((tie) => {
  const [e, s, b, a] = [tie('expression'), tie('statement'), tie('block'), tie('awaiting')];
  return {
    expression: fc.oneof(
      { maxDepth: 4, depthIdentifier: 'expression' },
      pick('v', 'w', 'z', '1', '0', "''", 'null', 'undefined', 'o.a', 'o.b', 'o.c', 'o?.b?.q', 'v++', '--w', "o['a']", '[v, w]', '({ v })'),
      join((x, op, y) => `(${x}) ${op} (${y})`, e, pick('&&', '||', '??', '+', '<', '===', ','), e),
      join((x, y, z) => `(${x}) ? ${y} : (${z})`, e, e.map((x) => `(${x})`), e),
      join((n, x) => `show('${n}', (${x}))`, pick('p', 'q', 'r'), e),
      join((x, y) => `o.m((${x}), ...[(${y})])`, e, e),
      join((x) => `!(${x})`, e),
      join((t, x) => `(${t} = (${x}))`, pick('v', 'w', 'z', 'o.k'), e),
      join((x) => `((p = show('default', 5), { q = p } = {}) => (${x}))()`, e),
      join((x) => `(function named(p) { ${x} }).call(o, 1)`, b),
      join((x) => `[...(function* () { const y = yield (${x}); yield* [y, show('in', 1)]; })()].length`, e),
      join((x) => `\`a\${${x}}b\``, e),
      join((x, y) => `(() => { try { return (${x}); } finally { (${y}); } })()`, e, e),
    ),
    awaiting: fc.oneof({ maxDepth: 3, depthIdentifier: 'awaiting' }, e, join((x) => `await later((${x}))`, e), join((x, y) => `(await (${x})) && (${y})`, a, a), join((x) => `await (async () => { ${x} })()`, b)),
    block: fc.array(s, { minLength: 1, maxLength: 3 }).map((all) => all.join('\n')),
    statement: fc.oneof(
      { maxDepth: 3, depthIdentifier: 'statement' },
      join((x) => `show('s', (${x}));`, e),
      join((x, y, z) => `if (${x}) show('if', (${y})); else { ${z} }`, e, e, b),
      join((x, y) => `if (${x}) ${y}`, e, s),
      join((x, y) => `for (let i = 0; i < 3 && tick() !== 0; i++) { if (${x}) continue; ${y} }`, e, b),
      join((x, y) => `for (const x of [1, (${x})]) { ${y} }`, e, b),
      join((x, y) => `try { ${x}; throw show('t', (${y})); } catch (caught) { show('caught', caught) } finally { show('f', 0) }`, b, e),
      join((x, y, z) => `switch (${x}) { case (${y}): show('case', 1); case 1: ${z}; break; default: show('default', 2); }`, e, e, e.map((one) => `(${one})`)),
      join((x, y) => `{ class K { f = (${x}); static s = 1; constructor() { show('new', this.f); } get g() { return (${y}); } } new K().g; }`, e, e),
      join((x) => `label: { do { if (${x}) break label; } while (false); show('end', 1); }`, e),
    ),
  };
});

/** The text of a program; it exports a promise of its end. */
export const statements: fc.Arbitrary<string> = fc
  .tuple(trees.block, fc.array(trees.awaiting, { minLength: 1, maxLength: 3 }))
  .map(([block, awaiting]) => `function main() { ${block} }\nasync function more() { ${awaiting.map((one) => `show('a', (${one}));`).join('\n')} }\nexport const done = (async () => { try { main(); } catch (e) { print('main', String(e)); } try { await more(); } catch (e) { print('more', String(e)); } })();`);
