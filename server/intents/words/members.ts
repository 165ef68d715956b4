// The words of changes to what a declaration offers: rename-member, change-signature.
import type { ChangeOf, SignatureOperation } from '../change.ts';
import type { ChangeWords } from './change-words.ts';

export function wordsOfRenameMember({ file, owner, from, to }: ChangeOf<'RENAME_MEMBER'>): ChangeWords {
  return {
    understood: `Rename the member ${from} of ${owner} in ${file} to ${to} everywhere.`, apply: `Rename ${owner}.${from} to ${to} in ${file}`, references: 'uses', oldForm: 'name', guideName: `rename-${owner}-${from}-to-${to}`,
    guide: { title: `\`${owner}.${from}\` is now \`${owner}.${to}\``, what: `\`${owner}\` is declared in \`${file}\`; the member does what it did before.`, howToAdapt: ['```ts', '// before', `value.${from}`, '// after', `value.${to}`, '```'] },
  };
}

function operationWords(operation: SignatureOperation): string {
  switch (operation.kind) {
    case 'ADD_PARAMETER': return `add the parameter ${operation.name}`;
    case 'REMOVE_PARAMETER': return `remove the parameter ${operation.name}`;
    case 'REORDER_PARAMETERS': return `put the parameters in the order ${operation.order.join(', ')}`;
    case 'TO_OPTIONS_OBJECT': return 'take the parameters as one options object';
    case 'TO_ASYNC': return 'make it async and await it in its callers';
  }
}

/** How calls are adapted, as one sentence for whoever makes them. */
function adviceFor(operation: SignatureOperation): string {
  switch (operation.kind) {
    case 'ADD_PARAMETER': {
      const place = operation.position === null ? 'the last argument' : `argument ${operation.position + 1}`;
      if (operation.argument !== null) return `Give \`${operation.argument}\`, or what fits, as ${place}; give \`undefined\` for optional ones that come before it.`;
      return operation.position === null ? 'Calls stay as they are; give one more argument where the default does not fit.' : `Calls that give more than ${operation.position} arguments give \`undefined\`, or what fits, as ${place}.`;
    }
    case 'REMOVE_PARAMETER': return `Leave the argument for \`${operation.name}\` out; what it does besides giving a value stands before the call.`;
    case 'REORDER_PARAMETERS': return `Give the arguments in the order \`${operation.order.join(', ')}\`.`;
    case 'TO_OPTIONS_OBJECT': return 'Give one object with the names of the parameters as keys; leave out what is optional.';
    case 'TO_ASYNC': return 'Wait for it: `await` the call, in an `async` function.';
  }
}

export function wordsOfSignature({ file, name, operation }: ChangeOf<'CHANGE_SIGNATURE'>): ChangeWords {
  const what = operationWords(operation);
  return {
    understood: `Change the signature of ${name} in ${file}: ${what}.`, apply: `Change the signature of ${name} in ${file}: ${what}`, references: 'calls', oldForm: 'signature', guideName: `signature-of-${name}-${operation.kind.toLowerCase()}`,
    guide: { title: `The signature of \`${name}\` changed`, what: `\`${name}\` is declared in \`${file}\`. The change: ${what}.`, howToAdapt: [adviceFor(operation), 'The compiler points at calls that do not fit.'] },
  };
}
