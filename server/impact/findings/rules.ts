// Which findings of the analysers are predictions: what each says, how severe and how certain it is, and what to do. The analysers find the places.
import type { Certainty, PredictionType } from '../../generated/prisma/enums.ts';
import type { Place } from '../../edits/syntax-place.ts';
import { comesFromInput, opensUnaskedInput, waitsInRequestPath } from './input-places.ts';
import { copiesWhatItFills, isSearchedOften, searchesOuterList } from './list-places.ts';
import { reachesPrototype } from './prototype-places.ts';
import { isBuiltSql } from './sql-texts.ts';
import { buildsCommand, isNoColour, putsRawHtml } from './text-places.ts';
import { couldWaitTogether, isSameInEveryRound } from './wait-places.ts';

export interface FindingRule {
  /** Shown with every place. */
  readonly code: string;
  readonly predictionType: PredictionType;
  /** 0 to 10. From 7 on a change is healed because of it. */
  readonly severity: number;
  /** CERTAIN: what the sentence says is so. POSSIBLE: it is so unless something that syntax does not show is otherwise. */
  readonly certainty: Certainty;
  /** What the code does, as the end of "the change adds code that ...". */
  readonly does: string;
  readonly suggestion: string;
  /** Rules of oxlint and of its plugins, with their options. */
  readonly rules?: Readonly<Record<string, readonly unknown[]>>;
  /** For ESLint's no-restricted-syntax: forms that no rule of the analysers names. */
  readonly selectors?: readonly string[];
  /** Which of the places count. */
  readonly counts?: (place: Place) => boolean;
}

const LOOP = ':matches(ForStatement,ForInStatement,ForOfStatement,WhileStatement,DoWhileStatement)';
const LOOP_BODY = `${LOOP} > .body`;
/** Of methods that call it for each of a list. */
const CALLBACK = 'CallExpression[callee.property.name=/^(map|filter|flatMap|forEach|some|every|reduce(Right)?|find(Last)?(Index)?)$/] > :function.arguments';
const EACH = "CallExpression[callee.property.name='forEach'] > :function.arguments";
const REDUCER = 'CallExpression[callee.property.name=/^reduce(Right)?$/] > :function.arguments';
const BUILT = (field: string) => `:matches([${field}.type='BinaryExpression'][${field}.operator='+'],[${field}.type='TemplateLiteral'][${field}.expressions.length>0])`;
/** A function by its name, or as a member of its module. */
const NAMED = (name: string) => `:matches([callee.name=${name}],[callee.property.name=${name}])`;
const SQL = String.raw`/^\s*(SELECT|INSERT|UPDATE|DELETE|select|insert|update|delete)\s/`;
const WRITE = (value = '') => `AssignmentExpression${value} > MemberExpression.left[computed=true]`;
/** What is put where nothing was; a loop that counts writes to many lists. */
const CREATED = '[right.type=/^(Object|Array|Logical|Conditional|Assignment|TSAs)Expression$/]';
const RANDOM_TEXT = "CallExpression[callee.property.name='toString'][callee.object.callee.object.name='Math'][callee.object.callee.property.name='random']";

const RANDOM_LETTERS = "AssignmentExpression[operator='+='] > :matches(MemberExpression[computed=true],CallExpression[callee.property.name='charAt']).right CallExpression[callee.object.name='Math'][callee.property.name='random']";

const PERFORMANCE: readonly FindingRule[] = [
  { code: 'AWAIT_IN_LOOP', predictionType: 'PERFORMANCE', severity: 4, certainty: 'CERTAIN', does: 'waits for one thing after the other in a loop', suggestion: 'Start what is independent together and wait with Promise.all.', rules: { 'no-await-in-loop': [] }, selectors: [`${LOOP} > :matches(IfStatement,SwitchStatement,TryStatement,LabeledStatement).body AwaitExpression`], counts: couldWaitTogether },
  { code: 'ACCUMULATING_SPREAD', predictionType: 'PERFORMANCE', severity: 5, certainty: 'CERTAIN', does: 'copies everything collected so far in every round', suggestion: 'Add to one array or object instead: push, or an assignment.', rules: { 'oxc/no-accumulating-spread': [] }, selectors: [`:matches(${LOOP_BODY},${EACH}) AssignmentExpression[operator='='] > :matches(ObjectExpression,ArrayExpression).right > SpreadElement`, `${REDUCER} CallExpression[callee.object.name='Object'][callee.property.name='assign']`, `${REDUCER} CallExpression[callee.property.name='concat']`, `${LOOP_BODY} AssignmentExpression[operator='='] > CallExpression.right[callee.property.name='concat']`], counts: copiesWhatItFills },
  { code: 'JSON_CLONE', predictionType: 'PERFORMANCE', severity: 3, certainty: 'CERTAIN', does: 'copies data through a JSON text', suggestion: 'Use structuredClone, which also keeps dates, maps and undefined.', rules: { 'unicorn/prefer-structured-clone': [] } },
  { code: 'LINEAR_SEARCH', predictionType: 'PERFORMANCE', severity: 4, certainty: 'CERTAIN', does: 'searches an array again and again', suggestion: 'Make it a Set, and ask with has.', rules: { 'unicorn/prefer-set-has': [] }, counts: isSearchedOften },
  { code: 'FIND_IN_LOOP', predictionType: 'PERFORMANCE', severity: 4, certainty: 'POSSIBLE', does: 'searches a list in every round of a loop, or for each of another list', suggestion: 'Build a Map or a Set before, and ask that.', selectors: [LOOP_BODY, CALLBACK].flatMap((round) => [`${round} CallExpression[callee.property.name=/^find(Last)?(Index)?$/][arguments.0.type=/Function/]`, `${round} CallExpression[callee.property.name='some'][arguments.0.body.operator=/^===?$/]`, `${round} CallExpression[callee.property.name=/^(includes|indexOf)$/]`]), counts: searchesOuterList },
  { code: 'REGEXP_IN_LOOP', predictionType: 'PERFORMANCE', severity: 3, certainty: 'CERTAIN', does: 'builds a regular expression in every round of a loop', suggestion: 'Build it once before the loop.', selectors: [`${LOOP_BODY} :matches(NewExpression,CallExpression)[callee.name='RegExp']`], counts: isSameInEveryRound },
  { code: 'SYNC_IN_REQUEST', predictionType: 'PERFORMANCE', severity: 5, certainty: 'POSSIBLE', does: 'waits for a file or a process while requests are served', suggestion: 'Use the promise form: every other request waits as long as this call takes.', rules: { 'node/no-sync': [{ allowAtRootLevel: true }] }, counts: waitsInRequestPath },
];

const SECURITY: readonly FindingRule[] = [
  { code: 'EVAL', predictionType: 'SECURITY', severity: 8, certainty: 'CERTAIN', does: 'runs a text as code', suggestion: 'Parse data with JSON.parse, look functions up in a table, or call them.', rules: { 'no-eval': [], 'no-new-func': [], 'no-implied-eval': [] }, selectors: [`CallExpression${NAMED('/^runIn(New|This)?Context$/')}[arguments.0.type!='Literal']`] },
  {
    code: 'BUILT_COMMAND', predictionType: 'SECURITY', severity: 8, certainty: 'CERTAIN', does: 'puts a shell command together from parts', suggestion: 'Use execFile with a list of arguments, which no shell reads.',
    rules: { 'security/detect-child-process': [] }, selectors: [`CallExpression${NAMED('/^execSync$/')}[arguments.0.type='Identifier']`, `CallExpression[callee.name=/exec|run|sh$|cmd|command/i]:matches([arguments.0.type='Identifier'],${BUILT('arguments.0')})`, `CallExpression[callee.property.name='execSync']${BUILT('arguments.0')}`, `CallExpression${NAMED('/^spawn(Sync)?$/')}${BUILT('arguments.0')}:has(Property[key.name='shell'][value.value=true])`, `CallExpression${NAMED('/^(spawn|execFile)(Sync)?$/')}[arguments.0.value=/sh$|cmd|\\.exe$/i][arguments.1.type='ArrayExpression']`],
    counts: buildsCommand,
  },
  { code: 'SECRET', predictionType: 'SECURITY', severity: 9, certainty: 'CERTAIN', does: 'holds a secret in its source', suggestion: 'Take it from the environment, and replace it: whoever can read the history has it.' },
  { code: 'EXPONENTIAL_REGEXP', predictionType: 'SECURITY', severity: 7, certainty: 'CERTAIN', does: 'matches a regular expression that takes exponential time on some texts', suggestion: 'Rewrite it so that no text can be matched in two ways inside a repetition.' },
  { code: 'POLYNOMIAL_REGEXP', predictionType: 'SECURITY', severity: 4, certainty: 'POSSIBLE', does: 'matches a regular expression that takes quadratic time or more on some texts', suggestion: 'Let neighbouring repetitions match different characters, or limit the length of the text.' },
  {
    code: 'TLS_DISABLED', predictionType: 'SECURITY', severity: 9, certainty: 'CERTAIN', does: 'turns the check of certificates off', suggestion: 'Leave the check on, and give the certificate of your own authority as ca.',
    selectors: ["Property[key.name='rejectUnauthorized'][value.value=false]", "Property[key.value='rejectUnauthorized'][value.value=false]", "AssignmentExpression[left.property.name='rejectUnauthorized'][right.value=false]", "AssignmentExpression[left.property.name='NODE_TLS_REJECT_UNAUTHORIZED'][right.value=/^0?$/]", "AssignmentExpression[left.property.value='NODE_TLS_REJECT_UNAUTHORIZED'][right.value=/^0?$/]"],
  },
  {
    code: 'BUILT_SQL', predictionType: 'SECURITY', severity: 8, certainty: 'POSSIBLE', does: 'puts an SQL statement together from parts', suggestion: 'Give the values as parameters of the query.',
    selectors: [`:not(TaggedTemplateExpression) > TemplateLiteral[expressions.length>0] > TemplateElement:first-child[value.raw=${SQL}]`, `BinaryExpression[operator='+'] > Literal.left[value=${SQL}]`, `BinaryExpression[operator='+'] > TemplateLiteral.left[expressions.length=0][quasis.0.value.raw=${SQL}]`, `AssignmentExpression[operator='+=']${BUILT('right')}`],
    counts: isBuiltSql,
  },
  {
    code: 'RAW_HTML', predictionType: 'SECURITY', severity: 6, certainty: 'POSSIBLE', does: 'puts text into the page as HTML', suggestion: 'Render it as text, or clean it with a sanitizer first.', rules: { 'react/no-danger': [] },
    selectors: ["AssignmentExpression[left.property.name=/^(inner|outer)HTML$/]", "AssignmentExpression[left.property.value=/^(inner|outer)HTML$/]", "CallExpression[callee.property.name='insertAdjacentHTML']", "CallExpression[callee.object.name='document'][callee.property.name=/^write(ln)?$/]", "CallExpression[callee.object.property.name='document'][callee.property.name=/^write(ln)?$/]", `CallExpression${NAMED('/^(_?jsx(s|DEV)?|h|(create|clone)Element)$/')} > ObjectExpression.arguments > Property > :matches([name='dangerouslySetInnerHTML'],[value='dangerouslySetInnerHTML']).key`],
    counts: putsRawHtml,
  },
  {
    code: 'PROTOTYPE_POLLUTION', predictionType: 'SECURITY', severity: 6, certainty: 'POSSIBLE', does: 'writes properties under any key, also __proto__', suggestion: 'Leave out __proto__, constructor and prototype, or write into a Map.',
    selectors: [
      `:matches(ForInStatement,ForOfStatement) ${WRITE()}`, `CallExpression[callee.property.name=/^(forEach|reduce(Right)?)$/] > :function.arguments ${WRITE()}`, `:matches(ForStatement,WhileStatement,DoWhileStatement) ${WRITE(CREATED)}[object.type='Identifier']`,
      `${LOOP_BODY} AssignmentExpression[operator='='][left.type='Identifier'] > MemberExpression.right[computed=true][object.type='Identifier']`,
    ],
    counts: reachesPrototype,
  },
  { code: 'PROTOTYPE_CHANGED', predictionType: 'SECURITY', severity: 5, certainty: 'CERTAIN', does: 'changes the prototype of other objects', suggestion: 'Make objects with Object.create, and put functions beside built-in types, not into them.', rules: { 'no-proto': [], 'no-extend-native': [] } },
  { code: 'PATH_FROM_INPUT', predictionType: 'SECURITY', severity: 7, certainty: 'POSSIBLE', does: 'opens a path that comes from input', suggestion: 'Resolve it, and refuse what does not start with the folder it must stay in.', rules: { 'security/detect-non-literal-fs-filename': [] }, counts: opensUnaskedInput },
  { code: 'REGEXP_FROM_INPUT', predictionType: 'SECURITY', severity: 6, certainty: 'POSSIBLE', does: 'makes a regular expression of input', suggestion: 'Escape it, or search for it as plain text.', rules: { 'security/detect-non-literal-regexp': [] }, counts: comesFromInput },
  { code: 'WEAK_RANDOM', predictionType: 'SECURITY', severity: 4, certainty: 'POSSIBLE', does: 'makes an identifier from Math.random, which can be foreseen', suggestion: 'Use crypto.randomUUID.', selectors: [RANDOM_TEXT, RANDOM_LETTERS], counts: isNoColour },
  { code: 'HIDDEN_DIRECTION', predictionType: 'SECURITY', severity: 8, certainty: 'CERTAIN', does: 'holds characters that make it read otherwise than it runs', suggestion: 'Take the bidirectional control characters out.', rules: { 'security/detect-bidi-characters': [] } },
];

export const FINDING_RULES: readonly FindingRule[] = [...PERFORMANCE, ...SECURITY];

const BY_CODE = new Map(FINDING_RULES.map((rule) => [rule.code, rule]));

/** Undefined for codes of the compiler and of the graph. */
export const ruleOf = (code: string): FindingRule | undefined => BY_CODE.get(code);
