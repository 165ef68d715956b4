// Small slow programs, the operator that helps, and calls that show whether the outcome stays the same.

export interface SlowProgram {
  readonly name: string;
  readonly operator: string;
  readonly text: string;
  /** Expressions over the exports, awaited. */
  readonly calls: readonly string[];
  /** What the new code says. */
  readonly says: string;
}

const USERS = "[{ id: 3, n: 'c' }, { id: 1, n: 'a' }, { id: 3, n: 'z' }]";

export const SLOW: readonly SlowProgram[] = [
  { name: 'includes in a loop', operator: 'linear-search-set', text: 'export function common(a, b) {\n  b.push();\n  const out = [];\n  for (const x of a) {\n    if (b.includes(x)) out.push(x);\n  }\n  return out;\n}\n', calls: ['common([1, 2, NaN, 2], [2, NaN])', 'common([], [])'], says: 'bSet.has(x)' },
  { name: 'indexOf beside -1', operator: 'linear-search-set', text: 'const names = ["a", "b"];\nexport const missing = (rows) => rows.filter((row) => names.indexOf(row) === -1);\n', calls: ['missing(["a", "x"])'], says: '!namesSet.has(row)' },
  { name: 'indexOf as a place', operator: 'linear-search-map', text: 'export const places = (order, rows) => {\n  const list = order.map((x) => x);\n  return rows.map((row) => list.indexOf(row));\n};\n', calls: ['places(["b", "a", "b"], ["a", "b", "c"])'], says: '(listByValue.get(row) ?? -1)' },
  { name: 'find by id in map', operator: 'linear-search-map', text: 'export const join = (users, orders) => orders.map((order) => ({ ...order, user: users.find((user) => user.id === order.user) }));\n', calls: [`join(${USERS}, [{ user: 3 }, { user: 9 }])`], says: 'usersById.get(order.user)' },
  { name: 'some by id', operator: 'linear-search-set', text: 'export const known = (users, ids) => ids.filter((id) => users.some((user) => user.id === id));\n', calls: [`known(${USERS}, [1, 2, 3])`], says: 'usersIdSet.has(id)' },
  { name: 'filter by id with its length', operator: 'group-index', text: 'export const counts = (users, ids) => ids.map((id) => users.filter((user) => user.id === id).length);\n', calls: [`counts(${USERS}, [1, 2, 3])`], says: '(usersById.get(id) ?? []).length' },
  { name: 'filter by id that is handed out', operator: 'group-index', text: 'export const groups = (users, ids) => ids.map((id) => users.filter((user) => user.id === id));\n', calls: [`groups(${USERS}, [1, 2, 3])`, `new Set(groups(${USERS}, [1, 1])).size`], says: '[...(usersById.get(id) ?? [])]' },
  { name: 'a list of the module', operator: 'linear-search-set', text: 'const stop = ["a", "the", "of"];\nexport function isStop(word) {\n  return stop.includes(word);\n}\n', calls: ['isStop("the")', 'isStop("x")'], says: 'const stopSet = new Set(stop);' },
  { name: 'a list that grows', operator: 'growing-list-set', text: 'export function unique(items) {\n  const seen = [];\n  for (const item of items) if (!seen.includes(item)) seen.push(item);\n  return seen;\n}\n', calls: ['unique([1, 1, 2, NaN, NaN])'], says: '{ seen.push(item); seenSet.add(item); }' },
  { name: 'groups that grow', operator: 'growing-list-set', text: 'export function group(items) {\n  const groups = [];\n  for (const item of items) {\n    let found = groups.find((one) => one.key === item.key);\n    if (!found) {\n      found = { key: item.key, items: [] };\n      groups.push(found);\n    }\n    found.items.push(item.n);\n  }\n  return groups;\n}\n', calls: ['group([{ key: 1, n: 1 }, { key: 2, n: 2 }, { key: 1, n: 3 }])'], says: 'groupsByKey.get(item.key)' },
  { name: 'nested loops with an index', operator: 'join-index', text: 'export function match(as, bs) {\n  const out = [];\n  for (const a of as) {\n    for (let j = 0; j < bs.length; j++) {\n      if (bs[j].id === a.id) {\n        out.push([a.n, bs[j].n]);\n      }\n    }\n  }\n  return out;\n}\n', calls: [`match(${USERS}, ${USERS})`], says: 'of bsById.get(a.id) ?? []' },
  { name: 'nested loops over items', operator: 'join-index', text: 'export function match(as, bs) {\n  const out = [];\n  for (const a of as) {\n    for (const b of bs) if (a.id === b.id) out.push([a.n, b.n]);\n  }\n  return out;\n}\n', calls: [`match(${USERS}, ${USERS})`], says: 'for (const b of bsById.get(a.id) ?? [])' },
  { name: 'a spread list in reduce', operator: 'accumulator-push', text: 'export const doubled = (xs) => xs.reduce((acc, x) => [...acc, x * 2], []);\n', calls: ['doubled([1, 2])', 'doubled([])'], says: 'acc.push(x * 2);' },
  { name: 'a spread object in reduce', operator: 'accumulator-push', text: 'export const index = (rows) => rows.reduce((acc, row) => ({ ...acc, [row.id]: row.n }), {});\n', calls: [`index(${USERS})`], says: 'acc[row.id] = row.n;' },
  { name: 'concat in a loop', operator: 'accumulator-push', text: 'export function flat(lists) {\n  let out = [];\n  for (const list of lists) {\n    out = out.concat(list.map((x) => x));\n  }\n  return out;\n}\n', calls: ['flat([[1], [], [2, 3]])'], says: 'out.push(item);' },
  { name: 'JSON that is read in each round', operator: 'hoist-lazy', text: 'export function total(items, config) {\n  let sum = 0;\n  for (const item of items) {\n    const rates = JSON.parse(config);\n    sum += item.amount * rates[item.currency];\n  }\n  return sum;\n}\n', calls: ["total([{ amount: 2, currency: 'a' }], '{\"a\":3}')", "total([], 'no JSON')"], says: 'sharedRates ??= JSON.parse(config)' },
  { name: 'a maximum in each round', operator: 'hoist-invariant', text: 'export const shares = (xs) => xs.map((x) => x / Math.max(...xs));\n', calls: ['shares([1, 2, 4])'], says: 'const largest = Math.max(...xs);' },
  { name: 'a formatter in each round', operator: 'hoist-invariant', text: 'export function show(xs) {\n  const out = [];\n  for (const x of xs) out.push(new Intl.NumberFormat("en").format(x));\n  return out;\n}\n', calls: ['show([1000, 2])'], says: 'const formatter = new Intl.NumberFormat("en");' },
  { name: 'a sorted copy in each round', operator: 'hoist-invariant', text: 'export const ranks = (xs) => xs.map((x) => [...xs].sort((a, b) => b - a).indexOf(x));\n', calls: ['ranks([3, 9, 3])'], says: 'const sorted = [...xs].sort((a, b) => b - a);' },
  { name: 'a length that is computed in each round', operator: 'hoist-invariant', text: 'const weigh = (xs) => xs.filter((x) => x > 0).length;\nexport function run(xs) {\n  let sum = 0;\n  for (let i = 0; i < weigh(xs); i++) sum += i;\n  return sum;\n}\n', calls: ['run([1, -1, 2, 3])'], says: 'i < weighValue' },
  { name: 'a formatter at each call', operator: 'module-constant', text: 'const show = (x) => new Intl.NumberFormat("en").format(x);\nexport const all = (xs) => xs.map(show);\n', calls: ['all([1, 2])'], says: 'const FORMATTER = new Intl.NumberFormat("en");' },
  { name: 'a pattern that is put together at each call', operator: 'cache-regexp', text: 'const has = (text, word) => new RegExp(`\\\\b${word}\\\\b`, "i").test(text);\nexport const count = (texts, word) => texts.filter((text) => has(text, word)).length;\n', calls: ['count(["a Cat", "cats", "cat"], "cat")'], says: 'regexpOf(' },
  { name: 'a function that calls itself', operator: 'memoise', text: 'export function ways(n, k) {\n  return n === 0 ? 1 : n < 0 || k === 0 ? 0 : ways(n - k, k) + ways(n, k - 1);\n}\n', calls: ['ways(10, 5)', 'ways(0, 0)'], says: 'computeWays(n, k)' },
  { name: 'calls that wait for each other', operator: 'batch-awaits', text: 'const load = async (id) => id * 2;\nexport async function all(ids) {\n  const out = [];\n  for (const id of ids) {\n    out.push(await load(id));\n  }\n  return out;\n}\n', calls: ['all([3, 1])'], says: 'Promise.all(ids.map((id) => load(id)))' },
  { name: 'calls whose results are used one by one', operator: 'batch-awaits', text: 'const load = async (id) => id * 2;\nexport async function all(ids) {\n  let sum = 0;\n  for (const id of ids) {\n    const got = await load(id);\n    sum = sum * 3 + got;\n  }\n  return sum;\n}\n', calls: ['all([3, 1])', 'all([])'], says: 'const got = results[index];' },
  { name: 'awaits in a row', operator: 'batch-awaits', text: 'const load = async (id) => id * 2;\nexport async function both(a, b) {\n  const one = await load(a);\n  const two = await load(b);\n  return one - two;\n}\n', calls: ['both(3, 1)'], says: 'const [one, two] = await Promise.all([load(a), load(b)]);' },
  { name: 'a queue', operator: 'queue-index', text: 'export function reach(start, edges) {\n  const queue = [start];\n  const seen = new Set(queue);\n  while (queue.length > 0) {\n    const node = queue.shift();\n    for (const next of edges[node] ?? []) if (!seen.has(next)) { seen.add(next); queue.push(next); }\n  }\n  return [...seen];\n}\n', calls: ['reach("a", { a: ["b", "c"], b: ["d"], d: ["a"] })'], says: 'head < queue.length' },
  { name: 'the same search three times', operator: 'repeated-computation', text: 'export function describe(xs) {\n  if (xs.filter((x) => x > 1).length > 1) {\n    return `many: ${xs.filter((x) => x > 1).length}`;\n  }\n  return "few";\n}\n', calls: ['describe([1, 2, 3])', 'describe([])'], says: 'const filterResult = xs.filter((x) => x > 1);' },
  { name: 'a text that is put together', operator: 'string-parts', text: 'export function csv(rows) {\n  let out = "";\n  for (const row of rows) {\n    out += row;\n    out += ",";\n  }\n  return out;\n}\n', calls: ['csv([1, "a"])', 'csv([])'], says: "out = outParts.join('')" },
  { name: 'a copy through text', operator: 'structured-clone', text: 'export const copy = (value) => JSON.parse(JSON.stringify(value));\n', calls: ['copy({ a: [1] })'], says: 'structuredClone(value)' },
];

/** Programs in which nothing may be changed by the operator, and why. */
export const LEFT: readonly { readonly why: string; readonly operator: string; readonly text: string }[] = [
  { why: 'the list changes in the loop', operator: 'linear-search-set', text: 'export function f(xs, ys) {\n  ys.push();\n  for (const x of xs) {\n    if (ys.includes(x)) ys.push(x + 1);\n  }\n}\n' },
  { why: 'the list is handed to unknown code in the loop', operator: 'linear-search-set', text: 'import { change } from "./other.js";\nexport function f(xs) {\n  const ys = [1];\n  for (const x of xs) {\n    if (ys.includes(x)) change(ys);\n  }\n}\n' },
  { why: 'another name may mean the same list', operator: 'linear-search-set', text: 'export function f(xs, ys, zs) {\n  ys.map((y) => y);\n  for (const x of xs) {\n    if (ys.includes(x)) zs.push(x);\n  }\n}\n' },
  { why: 'it is a text', operator: 'linear-search-set', text: 'const vowels = "aeiou";\nexport const f = (words) => words.filter((word) => vowels.includes(word));\n' },
  { why: 'nothing tells that it is a list', operator: 'linear-search-set', text: 'export const f = (words, some) => words.filter((word) => some.includes(word));\n' },
  { why: 'the compared member changes in the loop', operator: 'linear-search-map', text: 'export function f(users, ids) {\n  for (const id of ids) {\n    const user = users.find((one) => one.id === id);\n    if (user) user.id = id + 1;\n  }\n}\n' },
  { why: 'the predicate does more than compare', operator: 'linear-search-map', text: 'export const f = (users, ids) => ids.map((id) => users.find((one) => one.id === id && one.active));\n' },
  { why: 'what is looked for has an effect', operator: 'linear-search-map', text: 'let n = 0;\nexport const f = (users, ids) => ids.map(() => users.find((one) => one.id === (n += 1)));\n' },
  { why: 'the growing list also shrinks', operator: 'growing-list-set', text: 'export function f(xs) {\n  const seen = [];\n  for (const x of xs) {\n    if (seen.includes(x)) seen.pop();\n    else seen.push(x);\n  }\n  return seen;\n}\n' },
  { why: 'the growing list came from outside', operator: 'growing-list-set', text: 'export function f(xs, seen) {\n  for (const x of xs) if (!seen.includes(x)) seen.push(x);\n}\n' },
  { why: 'the inner loop has an else', operator: 'join-index', text: 'export function f(as, bs) {\n  let n = 0;\n  for (const a of as) for (const b of bs) if (a.id === b.id) n += 1; else n -= 1;\n  return n;\n}\n' },
  { why: 'the accumulator starts as something given', operator: 'accumulator-push', text: 'export const f = (xs, start) => xs.reduce((acc, x) => [...acc, x], start);\n' },
  { why: 'each copy is kept', operator: 'accumulator-push', text: 'export function f(xs) {\n  let acc = [];\n  const steps = [];\n  for (const x of xs) {\n    acc = [...acc, x];\n    steps.push(acc);\n  }\n  return steps;\n}\n' },
  { why: 'it reads what the loop writes', operator: 'hoist-invariant', text: 'export function f(xs) {\n  const ys = [];\n  for (const x of xs) ys.push(x / Math.max(1, ...ys));\n  return ys;\n}\n' },
  { why: 'each round needs an object of its own', operator: 'hoist-lazy', text: 'export function f(xs, text) {\n  const out = [];\n  for (const x of xs) {\n    const row = JSON.parse(text);\n    row.x = x;\n    out.push(row);\n  }\n  return out;\n}\n' },
  { why: 'it asks for chance', operator: 'hoist-invariant', text: 'const roll = () => Math.random();\nexport function f(xs) {\n  let sum = 0;\n  for (const x of xs) sum += x * roll();\n  return sum;\n}\n' },
  { why: 'the expression remembers where it was', operator: 'module-constant', text: 'export const f = (text) => {\n  const re = new RegExp("a", "g");\n  return re.test(text);\n};\n' },
  { why: 'the function counts its calls', operator: 'memoise', text: 'let calls = 0;\nexport function f(n) {\n  calls += 1;\n  return n < 2 ? n : f(n - 1) + f(n - 2);\n}\n' },
  { why: 'the function takes an object', operator: 'memoise', text: 'export function f(node) {\n  return node.left ? f(node.left) + 1 : 0;\n}\n' },
  { why: 'the function gives a list that callers may change', operator: 'memoise', text: 'export function f(n) {\n  return n === 0 ? [] : [...f(n - 1), n];\n}\n' },
  { why: 'the function prints', operator: 'memoise', text: 'export function f(n) {\n  console.log(n);\n  return n < 2 ? n : f(n - 1);\n}\n' },
  { why: 'the next call needs the last result', operator: 'batch-awaits', text: 'export async function f(ids, load) {\n  let last = null;\n  for (const id of ids) {\n    last = await load(id, last);\n  }\n  return last;\n}\n' },
  { why: 'the second await needs the first', operator: 'batch-awaits', text: 'export async function f(load) {\n  const a = await load(1);\n  const b = await load(a);\n  return b;\n}\n' },
  { why: 'the loop may end before the last call', operator: 'batch-awaits', text: 'export async function f(ids, load) {\n  for (const id of ids) {\n    if (await load(id)) return id;\n  }\n  return null;\n}\n' },
  { why: 'the calls write to one place', operator: 'batch-awaits', text: 'const log = [];\nasync function load(id) {\n  log.push(id);\n  return id;\n}\nexport async function f(ids) {\n  for (const id of ids) await load(id);\n  return log;\n}\n' },
  { why: 'the queue is returned', operator: 'queue-index', text: 'export function f(xs) {\n  const queue = [...xs];\n  while (queue.length > 3) {\n    queue.shift();\n  }\n  return queue;\n}\n' },
  { why: 'the list changes between', operator: 'repeated-computation', text: 'export function f(xs) {\n  const a = xs.filter((x) => x > 1).length;\n  xs.push(5);\n  return a + xs.filter((x) => x > 1).length;\n}\n' },
];
