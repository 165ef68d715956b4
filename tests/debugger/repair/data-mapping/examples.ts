// Pairs of values with the mapping that a person would write for them.
import type { ValuePair } from '../../../../server/debugger/repair/data-mapping/mapping.ts';

export interface MappingCase {
  readonly name: string;
  /** [actual, expected] */
  readonly rows: readonly (readonly [unknown, unknown])[];
  /** The source over `x`. */
  readonly source: string;
  /** Inputs that no pair shows, and what a person expects of them. */
  readonly unseen?: readonly (readonly [unknown, unknown])[];
}

export const pairsOf = (rows: MappingCase['rows']): ValuePair[] => rows.map(([actual, expected]) => ({ actual, expected }));

const day = (text: string) => new Date(`${text}T00:00:00.000Z`);

export const CASES: readonly MappingCase[] = [
  { name: 'snake case keys become camel case', rows: [[{ user_id: 7, full_name: 'Ann B' }, { userId: 7, fullName: 'Ann B' }], [{ user_id: 8, full_name: 'Bo C' }, { userId: 8, fullName: 'Bo C' }]], source: '{ userId: x.user_id, fullName: x.full_name }' },
  { name: 'one example is enough for a rename', rows: [[{ first_name: 'Ann' }, { firstName: 'Ann' }]], source: '{ firstName: x.first_name }' },
  { name: 'keys without any likeness are found by their values', rows: [[{ a: 'north', b: 'x1' }, { region: 'north', code: 'x1' }], [{ a: 'south', b: 'y2' }, { region: 'south', code: 'y2' }]], source: '{ region: x.a, code: x.b }' },
  { name: 'abbreviations are names', rows: [[{ qty: 3, desc: 'pen' }, { quantity: 3, description: 'pen' }]], source: '{ quantity: x.qty, description: x.desc }' },
  { name: 'texts become numbers', rows: [[{ id: '7', price: '12.50' }, { id: 7, price: 12.5 }], [{ id: '8', price: '3' }, { id: 8, price: 3 }]], source: '{ id: Number(x.id), price: Number(x.price) }' },
  { name: 'numbers become texts', rows: [[{ id: 71 }, { id: '71' }], [{ id: 82 }, { id: '82' }]], source: '{ id: String(x.id) }' },
  { name: 'one changed member leaves the others', rows: [[{ id: 1, name: 'a', price: '5' }, { id: 1, name: 'a', price: 5 }], [{ id: 2, name: 'b', price: '7', extra: 1 }, { id: 2, name: 'b', price: 7, extra: 1 }]], source: '{ ...x, price: Number(x.price) }', unseen: [[{ id: 3, name: 'c', price: '9', more: true }, { id: 3, name: 'c', price: 9, more: true }]] },
  { name: "'true' becomes true", rows: [[{ on: 'true' }, { on: true }], [{ on: 'false' }, { on: false }]], source: "{ on: x.on === 'true' }" },
  { name: '1 becomes true', rows: [[{ on: 1 }, { on: true }], [{ on: 0 }, { on: false }]], source: '{ on: x.on === 1 }' },
  { name: 'yes becomes true', rows: [['yes', true], ['No', false], ['Y', true]], source: "['yes', 'y', 'on', 'true', '1'].includes(x.toLowerCase())" },
  { name: 'an ISO text becomes a Date', rows: [[{ at: '2024-01-02T03:04:05.000Z' }, { at: new Date('2024-01-02T03:04:05.000Z') }]], source: '{ at: new Date(x.at) }' },
  { name: 'a Date becomes an ISO text', rows: [[day('2024-01-02'), '2024-01-02T00:00:00.000Z'], [day('2025-02-03'), '2025-02-03T00:00:00.000Z']], source: 'x.toISOString()' },
  { name: 'epoch milliseconds become an ISO text', rows: [[1700000000000, '2023-11-14T22:13:20.000Z'], [1700000060000, '2023-11-14T22:14:20.000Z']], source: 'new Date(x).toISOString()' },
  { name: 'epoch seconds become a Date', rows: [[{ createdAt: 1700000000 }, { createdAt: new Date(1700000000000) }], [{ createdAt: 1700000060 }, { createdAt: new Date(1700000060000) }]], source: '{ createdAt: new Date(x.createdAt * 1000) }' },
  { name: 'a Date becomes a day', rows: [[day('2024-01-02'), '2024-01-02'], [day('2025-02-03'), '2025-02-03']], source: 'x.toISOString().slice(0, 10)' },
  { name: 'texts are trimmed', rows: [[{ name: ' Ann ' }, { name: 'Ann' }], [{ name: 'Bo  ' }, { name: 'Bo' }]], source: '{ name: x.name.trim() }' },
  { name: 'texts are trimmed and in lower case', rows: [[' Ann@X.org ', 'ann@x.org'], ['BO@y.org', 'bo@y.org']], source: 'x.trim().toLowerCase()' },
  { name: 'seconds become milliseconds', rows: [[{ timeout: 2 }, { timeoutMs: 2000 }], [{ timeout: 0.5 }, { timeoutMs: 500 }]], source: '{ timeoutMs: x.timeout * 1000 }' },
  { name: 'cents are rounded', rows: [[{ total: 12.34 }, { total: 1234 }], [{ total: 1.1 }, { total: 110 }]], source: '{ total: Math.round(x.total * 100) }' },
  { name: 'percent become a share', rows: [[{ rate: 15 }, { rate: 0.15 }], [{ rate: 7 }, { rate: 0.07 }]], source: '{ rate: x.rate / 100 }' },
  { name: 'bytes become kibibytes', rows: [[2048, 2], [512, 0.5]], source: 'x / 1024' },
  { name: 'degrees Celsius become Fahrenheit', rows: [[20, 68], [100, 212], [-40, -40]], source: '(x * 9) / 5 + 32', unseen: [[0, 32]] },
  { name: 'degrees Fahrenheit become Celsius', rows: [[68, 20], [212, 100], [-40, -40]], source: '((x - 32) * 5) / 9' },
  { name: 'any line is found by three points', rows: [[1, 10], [2, 17], [5, 38]], source: 'x * 7 + 3', unseen: [[10, 73]] },
  { name: 'a price in text becomes cents', rows: [['12.50', 1250], ['0.99', 99], ['3', 300]], source: 'Number(x) * 100' },
  { name: 'currency signs are left out', rows: [['$1,250.00', 1250], ['$9.50', 9.5]], source: "Number(x.replace(/[^\\d.-]/g, ''))" },
  { name: 'missing members get a default', rows: [[{ a: null }, { a: 0 }], [{ a: 5 }, { a: 5 }], [{}, { a: 0 }]], source: '{ a: x.a ?? 0 }', unseen: [[{ a: 9 }, { a: 9 }]] },
  { name: 'a missing list becomes an empty one', rows: [[undefined, []], [[1], [1]]], source: 'x ?? []' },
  { name: 'an empty text becomes a default', rows: [['', 'none'], ['a', 'a'], ['b', 'b']], source: "x || 'none'" },
  { name: 'null stays null and others are converted', rows: [[null, null], ['4', 4], ['5', 5]], source: 'x === null ? null : Number(x)' },
  { name: 'flat members are nested', rows: [[{ street: 'Main', city: 'X', name: 'A' }, { name: 'A', address: { street: 'Main', city: 'X' } }], [{ street: 'Side', city: 'Y', name: 'B' }, { name: 'B', address: { street: 'Side', city: 'Y' } }]], source: '{ name: x.name, address: { street: x.street, city: x.city } }' },
  { name: 'prefixed members are nested', rows: [[{ address_city: 'X', address_zip: '1234' }, { address: { city: 'X', zip: '1234' } }]], source: '{ address: { city: x.address_city, zip: x.address_zip } }' },
  { name: 'nested members become flat', rows: [[{ user: { name: 'Ann', mail: 'ann@x' } }, { name: 'Ann', email: 'ann@x' }], [{ user: { name: 'Bob', mail: 'bob@y' } }, { name: 'Bob', email: 'bob@y' }]], source: '{ name: x.user.name, email: x.user.mail }' },
  { name: 'a value is wrapped', rows: [[[1, 2], { data: [1, 2] }], [[], { data: [] }]], source: '{ data: x }' },
  { name: 'one member is picked', rows: [[{ data: { id: 1, n: 'a' }, ok: true }, { id: 1, n: 'a' }], [{ data: { id: 2, n: 'b' }, ok: true }, { id: 2, n: 'b' }]], source: 'x.data' },
  { name: 'members are dropped and a constant is added', rows: [[{ id: 11, secret: 's1' }, { id: 11, version: 2 }], [{ id: 12, secret: 's2' }, { id: 12, version: 2 }], [{ id: 13, secret: 's3' }, { id: 13, version: 2 }]], source: '{ id: x.id, version: 2 }' },
  { name: 'lists are mapped item by item', rows: [[[{ id: '1' }, { id: '2' }], [{ id: 1 }, { id: 2 }]]], source: 'x.map((item) => ({ id: Number(item.id) }))' },
  { name: 'a list inside is mapped item by item, and counted', rows: [[{ res: { items: [{ n: '1' }] } }, { items: [{ n: 1 }], count: 1 }], [{ res: { items: [{ n: '2' }, { n: '3' }] } }, { items: [{ n: 2 }, { n: 3 }], count: 2 }]], source: '{ items: x.res.items.map((item) => ({ n: Number(item.n) })), count: x.res.items.length }' },
  { name: 'texts are joined', rows: [[{ first: 'Ann', last: 'Bee' }, { name: 'Ann Bee' }], [{ first: 'Cid', last: 'Dee' }, { name: 'Cid Dee' }]], source: '{ name: `${x.first} ${x.last}` }' },
  { name: 'a text is taken apart', rows: [[{ name: 'Ann Bee' }, { first: 'Ann', last: 'Bee' }], [{ name: 'Cid Dee' }, { first: 'Cid', last: 'Dee' }]], source: "{ first: x.name.split(' ')[0], last: x.name.split(' ')[1] }" },
  { name: 'a price gets its sign', rows: [[{ cents: 1250 }, { price: '$12.50' }], [{ cents: 399 }, { price: '$3.99' }]], source: '{ price: `$${(x.cents / 100).toFixed(2)}` }' },
  { name: 'a prefix is cut', rows: [['user:17', '17'], ['user:4', '4']], source: "x.split(':')[1]" },
  { name: 'a list in text becomes a list', rows: [['a,b', ['a', 'b']], ['c', ['c']], ['d,e,f', ['d', 'e', 'f']]], source: "x.split(',')" },
  { name: 'a list becomes text', rows: [[['a', 'b'], 'a, b'], [['c'], 'c']], source: "x.join(', ')" },
  { name: 'a single value becomes a list', rows: [['a', ['a']], ['b', ['b']]], source: '[x]' },
  { name: 'a list of one becomes its value', rows: [[[7], 7], [[8], 8]], source: 'x[0]' },
  { name: 'members become a pair', rows: [[{ lat: 1.5, lng: 2.5 }, [2.5, 1.5]], [{ lat: 3.5, lng: 4.5 }, [4.5, 3.5]]], source: '[x.lng, x.lat]' },
  { name: 'an object becomes a Map', rows: [[{ a: 1, b: 2 }, new Map([['a', 1], ['b', 2]])], [{ c: 3 }, new Map([['c', 3]])]], source: 'new Map(Object.entries(x))' },
  { name: 'a Map becomes an object', rows: [[new Map([['a', 1]]), { a: 1 }], [new Map([['b', 2], ['c', 3]]), { b: 2, c: 3 }]], source: 'Object.fromEntries(x)' },
  { name: 'the values of a dictionary are converted', rows: [[{ a: '1', b: '2' }, { a: 1, b: 2 }], [{ c: '3' }, { c: 3 }], [{ d: '4', e: '5' }, { d: 4, e: 5 }]], source: 'Object.fromEntries(Object.entries(x).map(([key, value]) => [key, Number(value)]))', unseen: [[{ z: '9' }, { z: 9 }]] },
  { name: 'a list becomes a Set', rows: [[[1, 2, 2], new Set([1, 2])], [[3], new Set([3])]], source: 'new Set(x)' },
  { name: 'a list becomes a dictionary by its ids', rows: [[[{ id: 'p', n: 1 }, { id: 'q', n: 2 }], { p: { id: 'p', n: 1 }, q: { id: 'q', n: 2 } }], [[{ id: 'r', n: 3 }], { r: { id: 'r', n: 3 } }]], source: 'Object.fromEntries(x.map((item) => [item.id, item]))' },
  { name: 'JSON text is read', rows: [['{"a":1}', { a: 1 }], ['{"a":2,"b":[]}', { a: 2, b: [] }]], source: 'JSON.parse(x)' },
  { name: 'a value becomes JSON text', rows: [[{ a: 1 }, '{"a":1}'], [[2], '[2]']], source: 'JSON.stringify(x)' },
  { name: 'a member that is sometimes missing stays missing', rows: [[{ id: 1, nick: 'xy' }, { key: 1, nickname: 'xy' }], [{ id: 2 }, { key: 2 }]], source: '{ key: x.id, ...(x.nick === undefined ? {} : { nickname: x.nick }) }' },
  { name: 'words become numbers by a table', rows: [['low', 1], ['high', 3], ['low', 1], ['high', 3], ['low', 1], ['high', 3]], source: "new Map([['low', 1], ['high', 3]]).get(x)" },
  { name: 'bigints become numbers', rows: [[{ id: 5n }, { id: 5 }], [{ id: 6n }, { id: 6 }]], source: '{ id: Number(x.id) }' },
  { name: 'a missing object on the way gives nothing', rows: [[{ user: { name: 'Ann' } }, { name: 'Ann' }], [{ user: null }, { name: undefined }]], source: '{ name: x.user?.name }' },
];
