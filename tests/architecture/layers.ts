// The layers of the house: which files make each, what they may import, and where code belongs that wants more.

export interface Layer {
  readonly name: string;
  readonly files: RegExp;
  /** Files of other layers that may be imported. */
  readonly may: RegExp;
  /** Files of which only types may be imported. */
  readonly mayTypes?: RegExp;
  readonly belongs: string;
}

const NOTHING = /^$/;

/** The first layer that a file fits is its own. */
export const LAYERS: readonly Layer[] = [
  { name: 'generated', files: /^server\/generated\//, may: NOTHING, belongs: 'Generated code stands alone.' },
  { name: 'errors', files: /^server\/errors\.ts$/, may: NOTHING, belongs: 'errors.ts holds the base of all mistakes; what a layer adds belongs beside the code that throws it.' },
  { name: 'database', files: /^server\/(database\/.*|db\.ts|config\.ts)$/, may: /^server\/(errors\.ts|generated\/.*|launch\/file-lock\.(mjs|d\.mts))$/, belongs: 'Starting the database and reading the environment know no feature; code that uses rooms or runs belongs in a service.' },
  { name: 'launch', files: /^server\/(launch\/.*|launch\.mjs)$/, may: NOTHING, belongs: 'The launcher runs before anything is installed; what needs the server belongs in main.ts or cli.ts.' },
  { name: 'rooms service', files: /^server\/rooms\/service\.ts$/, may: /^server\/(errors\.ts|generated\/.*|rooms\/.*)$/, belongs: 'rooms/service.ts opens codebases; what a codebase means belongs in graph/, checker/ or above.' },
  { name: 'rooms', files: /^server\/rooms\//, may: /^server\/errors\.ts$/, belongs: 'rooms/ is the door to the files; whoever interprets them belongs in graph/, edits/ or checker/, and rows in rooms/service.ts.' },
  { name: 'graph', files: /^server\/graph\//, may: /^server\/(errors\.ts|rooms\/(?!service).*)$/, belongs: 'graph/ says what imports what; code that changes or checks files belongs in edits/ or checker/.' },
  { name: 'checker', files: /^server\/checker\//, may: /^server\/(errors\.ts|rooms\/(?!service).*|edits\/syntax\.ts)$/, mayTypes: /^server\/edits\/virtual-tree\.ts$/, belongs: 'checker/ is the compiler and nothing else; code that knows the graph or a change belongs in impact/ or healing/.' },
  { name: 'edits', files: /^server\/edits\//, may: /^server\/graph\//, mayTypes: /^server\/intents\/change\.ts$/, belongs: 'edits/ turns a change into data; reading words belongs in intents/, writing files in healing/, and compiling in checker/.' },
  { name: 'intents', files: /^server\/intents\//, may: /^server\/(errors\.ts|generated\/.*|graph\/.*|edits\/.*)$/, belongs: 'intents/ finds out what is meant; what it would break belongs in impact/.' },
  { name: 'impact', files: /^server\/impact\//, may: /^server\/(errors\.ts|generated\/.*|(checker|graph|edits|intents)\/.*|rooms\/(?!service).*)$/, belongs: 'impact/ predicts; code that plans or writes belongs in healing/.' },
  { name: 'coupling', files: /^server\/coupling\//, may: /^server\/(errors\.ts|(impact|intents|edits|graph)\/.*|rooms\/(?!service).*)$/, belongs: 'coupling/ measures and proposes; code that plans or writes belongs in healing/, and what a measure is in graph/.' },
  { name: 'engine', files: /^server\/engine\//, may: /^server\/(errors\.ts|db\.ts|generated\/.*)$/, belongs: 'The engine knows steps and events only; code that knows a project belongs in a StepRunner, in healing/.' },
  { name: 'healing', files: /^server\/healing\//, may: /^server\/(errors\.ts|generated\/.*|(coupling|impact|intents|edits|graph|checker|engine)\/.*|rooms\/(?!service).*)$/, belongs: 'healing/ knows no GraphQL; what shows it belongs in api/, and opening rooms in rooms/service.ts.' },
  { name: 'debugger', files: /^server\/debugger\//, may: /^server\/(errors\.ts|generated\/.*|(graph|edits|engine)\/.*|rooms\/(?!service).*)$/, belongs: 'debugger/ compares behaviour; what it shares with healing/ belongs in edits/ or engine/.' },
  { name: 'watch', files: /^server\/watch\//, may: /^server\/(errors\.ts|generated\/.*|engine\/.*|edits\/same-program\.ts|intents\/resolve\/edit\.ts|rooms\/(?!service).*)$/, mayTypes: /^server\/(intents|impact|healing)\/service\.ts$/, belongs: 'watch/ notices saves and says what kind they are; what they break belongs in impact/, and what is done about it in healing/.' },
  { name: 'changes', files: /^server\/changes\//, may: /^server\/(errors\.ts|engine\/.*|rooms\/(?!service).*)$/, belongs: 'changes/ tells that something changed and nothing more; what it is belongs to whoever owns it.' },
  { name: 'receipts', files: /^server\/receipts\//, may: /^server\/(errors\.ts|generated\/.*)$/, mayTypes: /^server\/(edits|impact)\/[^/]+\.ts$/, belongs: 'receipts/ tells what is stored of a run; whatever computes or changes it belongs where it happens.' },
  { name: 'usage', files: /^server\/usage\//, may: /^server\/(errors\.ts|generated\/.*)$/, belongs: 'usage/ counts what is stored; whatever is counted is written where it happens.' },
  { name: 'editor', files: /^server\/editor\//, may: /^server\/(errors\.ts|generated\/.*|engine\/.*|intents\/resolve\/edit\.ts|rooms\/(?!service).*)$/, mayTypes: /^server\/(impact\/codebases?|watch\/service)\.ts$/, belongs: 'editor/ reads and saves single files for a person; what a save breaks belongs in impact/, and what is done about it in watch/ and healing/.' },
  { name: 'settings', files: /^server\/settings\//, may: /^package\.json$|^server\/(errors\.ts|generated\/.*|engine\/states\.ts|impact\/thresholds\.ts)$/, belongs: 'settings/ stores what a room wants; what that changes is decided in impact/, healing/ and rooms/.' },
  { name: 'tokens', files: /^server\/tokens\//, may: /^server\/(errors\.ts|generated\/.*|engine\/(abort|stream)\.ts)$/, belongs: 'tokens/ says whose a token is; what it opens is decided in api/.' },
  { name: 'schema printer', files: /^server\/api\/print-schema\.ts$/, may: /^server\/(config|api\/schema)\.ts$/, belongs: 'print-schema.ts writes one file; what is in the schema belongs beside it in api/.' },
  {
    name: 'api', files: /^server\/api\//,
    // Beside services: the error classes of its unions, and the limits and readers of data that it validates and shows.
    may: /^server\/(errors\.ts|generated\/.*|[a-z]+\/service\.ts|[a-z]+\/errors\.ts|engine\/commands\.ts|rooms\/(allowed-roots|paths|walk-files)\.ts|healing\/planned\.ts|impact\/thresholds\.ts|intents\/resolve-intent\.ts)$/,
    mayTypes: /^server\/[a-z]+\/[^/]+\.ts$/,
    belongs: 'api/ only shows and asks; anything that decides belongs in the service.ts of its folder.',
  },
  {
    name: 'terminal', files: /^server\/(cli\/.*|cli\.ts)$/, may: /^server\/(app|config|db|errors)\.ts$|^server\/(generated\/.*|[a-z]+\/service\.ts|intents\/(errors|spoken-examples)\.ts|engine\/states\.ts|rooms\/given-text\.ts)$/, mayTypes: /^server\/[a-z]+\/[^/]+\.ts$/,
    belongs: 'The terminal uses the same services as GraphQL; what both need belongs in a service.',
  },
  { name: 'composition', files: /^server\/app\.ts$/, may: /^server\/([a-z]+\/service\.ts|healing\/(step-runner|runs\/branch-rows)\.ts|impact\/codebases\.ts)$/, mayTypes: /^server\/(api\/context\.ts|engine\/.*|generated\/.*)$/, belongs: 'app.ts puts services together; anything that works belongs in one of them.' },
  { name: 'root', files: /^server\/main\.ts$/, may: /^server\/(app|config|db|errors)\.ts$|^server\/(api\/http|rooms\/service)\.ts$/, belongs: 'main.ts starts and stops the server; anything else belongs in app.ts or a service.' },
  { name: 'web', files: /^web\//, may: NOTHING, belongs: 'The page knows the server by its schema alone; what both need crosses GraphQL.' },
];

/** What may be used in few places only. Types say nothing at run time and do not count. */
export interface Door {
  readonly name: string;
  /** A module as it is imported, or the file it leads to. */
  readonly module: RegExp;
  readonly within: RegExp;
  readonly allowed: RegExp;
  readonly belongs: string;
}

export const DOORS: readonly Door[] = [
  {
    name: 'files', module: /^(node:)?fs(\/promises)?$/, within: /^server\//,
    // The compiler's callbacks are synchronous and read what the room does not list: packages and configs. The analysers read a folder of their own.
    allowed: /^server\/(rooms|database|launch|debugger\/record)\/|^server\/(launch\.mjs|config\.ts|api\/(page|print-schema)\.ts|checker\/(native-checker|overlay-files)\.ts|impact\/findings\/run-oxlint\.ts)$/,
    belongs: 'Only rooms/ touches the files of a project, and debugger/record those of a sandbox; call it, or put the reading there.',
  },
  {
    name: 'database', module: /generated\/prisma\/client\.ts$/, within: /^server\//,
    allowed: /^server\/(engine|api|cli|database|debugger\/sessions|healing\/runs)\/|^server\/[a-z]+\/service\.ts$|^server\/(app|main|cli|db)\.ts$/,
    belongs: 'Only service.ts files and engine/ use the database; hand the data to a function that knows no Prisma.',
  },
  { name: 'compiler', module: /^typescript(\/|$)/, within: /^server\//, allowed: /^server\/checker\//, belongs: 'The compiler interface is unstable: every use of it belongs in checker/.' },
  { name: 'parser', module: /^oxc-parser$/, within: /^server\//, allowed: /^server\/graph\/(guarded-parse|syntax-walk)\.ts$/, belongs: 'Some texts end the process of the parser: parse through graph/guarded-parse.ts, and take the fields of nodes from graph/syntax-walk.ts.' },
  { name: 'processes', module: /^(node:)?child_process$/, within: /^server\//, allowed: /^server\/(database|launch)\/|^server\/(launch\.mjs|checker\/end-with-us\.ts|impact\/findings\/run-oxlint\.ts|rooms\/run-git\.ts)$|^server\/debugger\/record\//, belongs: 'Only the database launcher, the watcher of the compiler, the analysers, debugger/record and rooms/run-git.ts start processes.' },
];
