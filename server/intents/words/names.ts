// The words of changes to exported names: rename-export, delete-export, default-to-named, named-to-default.
import type { ChangeOf } from '../change.ts';
import type { ChangeWords } from './change-words.ts';

export function wordsOfRename({ file, from, to }: ChangeOf<'RENAME_EXPORT'>): ChangeWords {
  return {
    understood: `Rename the export ${from} of ${file} to ${to} everywhere.`, apply: `Rename ${from} to ${to} in ${file}`, references: 'uses', oldForm: 'name', guideName: `rename-${from}-to-${to}`,
    guide: {
      title: `\`${from}\` is now \`${to}\``, what: `It is declared in \`${file}\` and does what it did before.`,
      howToAdapt: [
        'Import the new name; where you need the old one locally, import it with an alias.', '',
        '```ts', '// before', `import { ${from} } from '…';`, '// after', `import { ${to} } from '…';`, '// or, keeping the name in your file', `import { ${to} as ${from} } from '…';`, '```',
      ],
    },
  };
}

export function wordsOfDeleteExport({ file, name }: ChangeOf<'DELETE_EXPORT'>): ChangeWords {
  return {
    understood: `Delete the export ${name} of ${file}; where it still has callers it is kept, deprecated, and they are listed.`, apply: `Delete ${name} from ${file}, or deprecate it where it has callers`, references: 'uses', oldForm: 'name', guideName: `delete-${name}`,
    guide: { title: `\`${name}\` is deleted`, what: `\`${file}\` exported it. As long as it has callers it is only deprecated.`, howToAdapt: ['Stop using it; the callers that are left in this project are listed below. When the last one is gone, delete it again.'] },
  };
}

export function wordsOfDefaultToNamed({ file, name }: ChangeOf<'DEFAULT_TO_NAMED'>): ChangeWords {
  return {
    understood: `Turn the default export of ${file} into the named export ${name} everywhere.`, apply: `Export ${name} by its name from ${file}`, references: 'uses', oldForm: 'default export', guideName: `default-to-named-${name}`,
    guide: { title: `\`${name}\` is exported by its name`, what: `\`${file}\` exported it as its default before; it does what it did.`, howToAdapt: ['```ts', '// before', `import ${name} from '…';`, '// after', `import { ${name} } from '…';`, '```'] },
  };
}

export function wordsOfNamedToDefault({ file, name }: ChangeOf<'NAMED_TO_DEFAULT'>): ChangeWords {
  return {
    understood: `Turn the export ${name} of ${file} into its default export everywhere.`, apply: `Export ${name} as the default of ${file}`, references: 'uses', oldForm: 'name', guideName: `named-to-default-${name}`,
    guide: { title: `\`${name}\` is the default export`, what: `\`${file}\` exported it by its name before; it does what it did.`, howToAdapt: ['```ts', '// before', `import { ${name} } from '…';`, '// after', `import ${name} from '…';`, '```'] },
  };
}
