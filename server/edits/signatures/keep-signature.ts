// The compatibility layer of change-signature as the plan takes it: the edits that keep the old form, and those that deprecate it. Owns how they find the function in the tree they get.
import type { ChangeEdits } from '../edit-plan.ts';
import type { FileEdit } from '../file-edit.ts';
import { findSites, implementationOf } from '../signature-sites.ts';
import { parseSyntax } from '../syntax.ts';
import type { VirtualTree } from '../virtual-tree.ts';
import { placeOfTag, signatureShimsIn } from './find-signature-shims.ts';
import { givenFor, linesBefore, type OldForm, type Written } from './forms.ts';
import { writeSignatureShim } from './signature-shim.ts';

interface Kept {
  readonly file: string;
  /** As the file calls it. */
  readonly local: string;
}

function write(tree: VirtualTree, { file, local }: Kept, form: OldForm): Written {
  const site = implementationOf(findSites(file, parseSyntax(file, tree.text(file) ?? ''), local));
  return site ? writeSignatureShim(site, form) : { reason: 'the function is not there any more' };
}

function deprecation({ local }: Kept, { operation, old }: OldForm): string {
  const [owner = '', member] = local.split('.', 2);
  const called = member === undefined ? (owner === 'default' ? 'it' : owner) : member === 'constructor' ? `new ${owner}` : member;
  const call = (names: readonly string[]): string => `Call \`${called}(${names.join(', ')})\` instead`;
  const names = old.map(({ name, isRest }) => (isRest ? `...${name}` : name));
  switch (operation.kind) {
    case 'REMOVE_PARAMETER': return `${call(names.filter((name) => name.replace('...', '') !== operation.name))}; \`${operation.name}\` is not used any more.`;
    case 'ADD_PARAMETER': {
      const at = operation.position ?? (old.at(-1)?.isRest ? old.length - 1 : old.length);
      return `${call(names.toSpliced(at, 0, operation.name))}; without \`${operation.name}\` it is \`${givenFor(operation).replaceAll('*/', '* /').replace(/\s+/g, ' ')}\`.`;
    }
    case 'REORDER_PARAMETERS': return `${call(operation.order)}: the order is another one.`;
    case 'TO_OPTIONS_OBJECT': return `${call([`{ ${names.join(', ')} }`])}: it takes one object.`;
    case 'TO_ASYNC': throw new Error('an async function has no old form');
  }
}

function deprecate(tree: VirtualTree, kept: Kept, form: OldForm): FileEdit[] {
  const text = tree.text(kept.file) ?? '';
  const shim = signatureShimsIn(kept.file, parseSyntax(kept.file, text)).find(({ local }) => local === kept.local);
  if (!shim || shim.tag) return [];
  const tag = `/** @deprecated ${deprecation(kept, form)} */`;
  const at = placeOfTag(shim);
  const edit = tree.modify(kept.file, [{ start: at, end: at, text: linesBefore(text, at, [tag]) }]);
  return edit ? [edit] : [];
}

/** The shim of a signature, or why there is none: it is tried on the tree after the change. */
export function keepSignature(after: VirtualTree, kept: Kept, form: OldForm | { readonly reason: string }): Pick<ChangeEdits, 'shim' | 'withoutShim'> {
  const tried = 'reason' in form ? form : write(after, kept, form);
  if ('reason' in form || 'reason' in tried) return { shim: null, withoutShim: `The old form of ${kept.local} is not kept: ${(tried as { reason: string }).reason}.` };
  const keep = (tree: VirtualTree): FileEdit[] => {
    const written = write(tree, kept, form);
    const edit = 'reason' in written ? null : tree.modify(kept.file, written.edits);
    return edit ? [edit] : [];
  };
  return { shim: { keep, deprecate: (tree) => deprecate(tree, kept, form) } };
}
