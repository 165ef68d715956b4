// The program of every codemod: a jscodeshift transform that reads a table of old and new names. Owns its text; the table is made in table.ts.

/** Needs `CHANGES` above it. Plain CommonJS without template strings: it is written into other people's projects as it stands here. */
export const TRANSFORM = String.raw`
const changeOf = (source, name) => CHANGES.find(({ from }) => from[0] === source && (from[1] === name || from[1] === '*'));
const targetOf = ({ from, to }, name) => [to[0], from[1] === '*' ? name : to[1]];
const stringOf = (node) => (node && (node.type === 'StringLiteral' || node.type === 'Literal') && typeof node.value === 'string' ? node.value : null);
const nameOf = (node) => (node.type === 'Identifier' || node.type === 'JSXIdentifier' ? node.name : stringOf(node));
const PATTERNS = ['ObjectPattern', 'ArrayPattern', 'RestElement', 'AssignmentPattern', 'TSParameterProperty'];
const NAMED = ['FunctionDeclaration', 'FunctionExpression', 'ClassDeclaration', 'ClassExpression', 'TSInterfaceDeclaration', 'TSTypeAliasDeclaration', 'TSEnumDeclaration', 'TSModuleDeclaration', 'TSDeclareFunction'];
const KEYED = ['ObjectProperty', 'Property', 'ObjectMethod', 'ClassMethod', 'ClassProperty', 'ClassAccessorProperty', 'MethodDefinition', 'TSPropertySignature', 'TSMethodSignature', 'TSDeclareMethod'];

/** What an identifier is: a member's name, a new binding, an import or export clause, or a use. */
function roleOf(path) {
  const parent = path.parent.node;
  const { node } = path;
  if (/MemberExpression$/.test(parent.type) && parent.property === node && !parent.computed) return 'member';
  if (parent.type === 'JSXAttribute' || (parent.type === 'TSQualifiedName' && parent.right === node) || parent.type === 'TSEnumMember' || parent.type === 'TSImportType') return 'member';
  if (KEYED.includes(parent.type) && parent.key === node && !parent.computed) return 'member';
  if (/^(Import|Export)\w*Specifier$/.test(parent.type)) return 'clause';
  if (NAMED.includes(parent.type) && parent.id === node) return 'binding';
  let below = path;
  let above = path.parent;
  while (PATTERNS.includes(above.node.type) || (/Property$/.test(above.node.type) && above.parent && above.parent.node.type === 'ObjectPattern')) {
    if (above.node.type === 'AssignmentPattern' && above.node.left !== below.node) return 'use';
    below = above;
    above = above.parent;
  }
  const top = above.node;
  if (top.type === 'VariableDeclarator' && top.id === below.node) return 'binding';
  if (top.type === 'CatchClause' && top.param === below.node) return 'binding';
  if (Array.isArray(top.params) && top.params.includes(below.node)) return 'binding';
  if (Array.isArray(top.parameters) && top.parameters.includes(below.node)) return 'binding';
  return 'use';
}

module.exports = function transform(file, api) {
  if (!CHANGES.some(({ from }) => file.source.includes(from[0]))) return undefined;
  const j = api.jscodeshift.withParser(/\.[cm]?ts$/.test(file.path) ? 'ts' : 'tsx');
  const root = j(file.source);
  let isChanged = false;

  const mentionsOf = (name) => [...root.find(j.Identifier, { name }).paths(), ...root.find(j.JSXIdentifier, { name }).paths()].map((path) => ({ path, role: roleOf(path) }));

  /** True when every use can take the new name: nothing else of the file has either of the two. */
  const canRename = (from, to) => !mentionsOf(from).some(({ role }) => role === 'binding') && !mentionsOf(to).some(({ role, path }) => role !== 'member' && path.node.name === to);

  const renameUses = (from, to) => {
    for (const { path, role } of mentionsOf(from)) {
      const parent = path.parent.node;
      if (role === 'use') {
        if (parent.shorthand === true) {
          parent.shorthand = false;
          parent.key = j.identifier(from);
          parent.value = j.identifier(to);
        } else path.node.name = to;
      } else if (role === 'clause' && parent.type === 'ExportSpecifier' && !path.parent.parent.node.source && parent.local.name === from) {
        path.parent.replace(j.exportSpecifier.from({ local: j.identifier(to), exported: parent.exported.name === from ? j.identifier(from) : parent.exported }));
      }
    }
  };

  const clauseOf = (name, local, kind, hasDefault) => {
    const clause = name === 'default' && !hasDefault ? j.importDefaultSpecifier(j.identifier(local)) : j.importSpecifier(j.identifier(name), j.identifier(local));
    if (kind === 'type' && clause.type === 'ImportSpecifier') clause.importKind = 'type';
    return clause;
  };

  /** Adds a clause to an import of the source, or an import behind the given one. */
  const addImport = (source, name, local, kind, beside) => {
    const known = root.find(j.ImportDeclaration).paths().find(({ node }) => node.source.value === source && (node.importKind || 'value') === kind && node.specifiers.length > 0 && !node.specifiers.some(({ type }) => type === 'ImportNamespaceSpecifier'));
    if (known) {
      const clause = clauseOf(name, local, null, known.node.specifiers.some(({ type }) => type === 'ImportDefaultSpecifier'));
      known.node.specifiers = clause.type === 'ImportDefaultSpecifier' ? [clause, ...known.node.specifiers] : [...known.node.specifiers, clause];
    } else {
      const made = j.importDeclaration([clauseOf(name, local, null, false)], j.stringLiteral(source));
      if (kind === 'type') made.importKind = 'type';
      beside.insertAfter(made);
    }
  };

  const followNamespace = (path, local, source) => {
    for (const { from, to } of CHANGES.filter((change) => change.from[0] === source && change.from[1] !== '*')) {
      const replace = (access, property) => {
        isChanged = true;
        if (to[0] === source) return void (property.name = to[1]);
        const name = canRename(to[1], to[1]) || root.find(j.ImportSpecifier, { local: { name: to[1] } }).size() > 0 ? to[1] : local + '_' + to[1];
        if (root.find(j.ImportSpecifier, { local: { name } }).size() === 0) addImport(to[0], to[1], name, 'value', path);
        access.replace(access.node.type === 'JSXMemberExpression' ? j.jsxIdentifier(name) : j.identifier(name));
      };
      const isOf = (node) => node && (node.type === 'Identifier' || node.type === 'JSXIdentifier') && node.name === local;
      for (const type of [j.MemberExpression, j.OptionalMemberExpression, j.JSXMemberExpression]) {
        root.find(type).filter(({ node }) => isOf(node.object) && !node.computed && node.property.name === from[1]).forEach((access) => replace(access, access.node.property));
      }
      root.find(j.TSQualifiedName).filter(({ node }) => isOf(node.left) && node.right.name === from[1]).forEach((access) => replace(access, access.node.right));
    }
  };

  root.find(j.ImportDeclaration).forEach((path) => {
    const { node } = path;
    const source = node.source.value;
    const kind = node.importKind || 'value';
    const moved = [];
    const kept = [];
    for (const specifier of node.specifiers || []) {
      if (specifier.type === 'ImportNamespaceSpecifier') {
        followNamespace(path, specifier.local.name, source);
        kept.push(specifier);
        continue;
      }
      const imported = specifier.type === 'ImportDefaultSpecifier' ? 'default' : nameOf(specifier.imported);
      const change = changeOf(source, imported);
      if (!change || change.from[1] === '*') {
        kept.push(specifier);
        continue;
      }
      isChanged = true;
      const [target, name] = targetOf(change, imported);
      let local = (specifier.local || specifier.imported).name;
      if (name !== 'default' && local === imported && name !== local && canRename(local, name)) {
        renameUses(local, name);
        local = name;
      }
      const clause = { target, name, local, kind: specifier.importKind };
      if (target === source) kept.push(clauseOf(name, local, specifier.importKind, kept.concat(node.specifiers).some((one) => one !== specifier && one.type === 'ImportDefaultSpecifier')));
      else moved.push(clause);
    }
    const targets = new Set(moved.map(({ target }) => target));
    const known = root.find(j.ImportDeclaration).filter((other) => targets.has(other.node.source.value)).size() > 0;
    if (moved.length > 0 && kept.length === 0 && targets.size === 1 && !known) {
      node.source = j.stringLiteral(moved[0].target);
      node.specifiers = moved.map(({ name, local, kind: own }) => clauseOf(name, local, own, false));
      return;
    }
    if (moved.length === 0 && !isChanged) return;
    node.specifiers = [...kept.filter(({ type }) => type === 'ImportDefaultSpecifier'), ...kept.filter(({ type }) => type !== 'ImportDefaultSpecifier')];
    for (const { target, name, local, kind: own } of moved) addImport(target, name, local, own === 'type' ? 'type' : kind, path);
    if (moved.length > 0 && kept.length === 0) path.prune();
  });

  root.find(j.ExportNamedDeclaration).filter(({ node }) => node.source).forEach((path) => {
    const { node } = path;
    for (const specifier of [...node.specifiers]) {
      const change = specifier.local && changeOf(node.source.value, nameOf(specifier.local));
      if (!change || change.from[1] === '*') continue;
      isChanged = true;
      const clause = j.exportSpecifier.from({ local: j.identifier(change.to[1]), exported: specifier.exported });
      if (change.to[0] === node.source.value) {
        node.specifiers[node.specifiers.indexOf(specifier)] = clause;
        continue;
      }
      node.specifiers = node.specifiers.filter((one) => one !== specifier);
      const made = j.exportNamedDeclaration(null, [clause], j.stringLiteral(change.to[0]));
      if (node.exportKind) made.exportKind = node.exportKind;
      path.insertAfter(made);
    }
    if (node.specifiers.length === 0) path.prune();
  });

  /** Names taken from a module that is loaded by an expression. */
  const followLoad = (path, source, setSource) => {
    const taken = [];
    const pattern = (node) => {
      if (!node || node.type !== 'ObjectPattern') return;
      for (const property of node.properties) if (/Property$/.test(property.type) && !property.computed) taken.push({ name: nameOf(property.key), rename: (to) => { const { key } = property; property.shorthand = false; property.key = j.identifier(to); if (property.value === key) property.value = j.identifier(nameOf(key)); } });
    };
    let at = path.parent;
    if (at.node.type === 'AwaitExpression') at = at.parent;
    if (at.node.type === 'VariableDeclarator') pattern(at.node.id);
    if (/MemberExpression$/.test(at.node.type) && !at.node.computed) {
      const property = at.node.property;
      const callback = property.name === 'then' && at.parent.node.type === 'CallExpression' ? at.parent.node.arguments[0] : null;
      const parameter = callback && callback.params && callback.params[0];
      if (parameter && parameter.type === 'Identifier') j(at.parent.get('arguments', 0)).find(j.MemberExpression, { object: { name: parameter.name } }).filter(({ node }) => !node.computed).forEach(({ node }) => taken.push({ name: node.property.name, rename: (to) => (node.property.name = to) }));
      else if (parameter) pattern(parameter);
      else taken.push({ name: property.name, rename: (to) => (property.name = to) });
    }
    const changes = taken.map(({ name }) => changeOf(source, name)).filter((change) => change && change.from[1] !== '*');
    const targets = new Set(changes.map(({ to }) => to[0]));
    const [target] = targets;
    if (changes.length === 0 || targets.size > 1 || (target !== source && changes.length < taken.length)) return;
    isChanged = true;
    for (const { name, rename } of taken) {
      const change = changeOf(source, name);
      if (change && change.to[1] !== name) rename(change.to[1]);
    }
    if (target !== source) setSource(target);
  };
  const load = (path, argument, set) => {
    const source = stringOf(argument);
    if (source !== null) followLoad(path, source, (target) => set(j.stringLiteral(target)));
  };
  root.find(j.CallExpression).filter(({ node }) => node.callee.type === 'Import' || node.callee.name === 'require').forEach((path) => load(path, path.node.arguments[0], (made) => (path.node.arguments[0] = made)));
  root.find(j.ImportExpression).forEach((path) => load(path, path.node.source, (made) => (path.node.source = made)));
  root.find(j.TSImportType).forEach(({ node }) => {
    let first = node.qualifier;
    while (first && first.type === 'TSQualifiedName') first = first.left;
    const change = first && changeOf(stringOf(node.argument), first.name);
    if (!change || change.from[1] === '*') return;
    isChanged = true;
    first.name = change.to[1];
    node.argument = j.stringLiteral(change.to[0]);
  });

  /** Whole modules: whatever names them by a string. */
  const isModulePlace = ({ parent: { node }, name }) =>
    (/^(Import|Export\w+)Declaration$/.test(node.type) && name === 'source') || node.type === 'TSImportType' || node.type === 'TSExternalModuleReference' || node.type === 'ImportExpression' || (node.type === 'TSModuleDeclaration' && name === 'id');
  const isModuleCall = (path) => {
    const call = path.parent.parent && path.parent.parent.node && path.parent.node.type !== 'CallExpression' ? path.parent.parent.node : path.parent.node;
    if (!call || call.type !== 'CallExpression' || call.arguments[0] !== path.node) return false;
    const { callee } = call;
    return callee.type === 'Import' || callee.name === 'require' || (callee.type === 'MemberExpression' && ['jest', 'vi', 'require'].includes(callee.object.name));
  };
  root.find(j.StringLiteral).forEach((path) => {
    const change = CHANGES.find(({ from }) => from[1] === '*' && from[0] === path.node.value);
    if (!change || !(isModulePlace(path) || isModuleCall(path))) return;
    isChanged = true;
    path.replace(j.stringLiteral(change.to[0]));
  });

  const quote = /(?:from|import|require\()\s*(["'])/.exec(file.source);
  return isChanged ? root.toSource({ quote: quote && quote[1] === '"' ? 'double' : 'single' }) : undefined;
};
`;
