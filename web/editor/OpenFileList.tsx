import { ActionIcon, Button, Group, Modal, Text, UnstyledButton } from '@mantine/core';
import { useRef, useState } from 'react';
import { CrossIcon } from '../shared/icons.tsx';
import { isUnsaved, type OpenFile } from './open-files.ts';

const nameOf = (path: string) => path.slice(path.lastIndexOf('/') + 1);

interface OpenFileListProps {
  files: readonly OpenFile[];
  chosen: string | null;
  onChoose: (path: string) => void;
  onClose: (path: string) => void;
}

/** The open files; closing one that is unsaved asks first. */
export function OpenFileList({ files, chosen, onChoose, onClose }: OpenFileListProps) {
  const [asked, setAsked] = useState<string | null>(null);
  const list = useRef<HTMLUListElement>(null);
  // The button that asked is gone with its file.
  const focusRest = () => document.activeElement === document.body && list.current?.querySelector('button')?.focus();
  const close = (file: OpenFile) => (isUnsaved(file) ? setAsked(file.path) : onClose(file.path));
  return (
    <>
      <ul ref={list} className="open-files" aria-label="Open files">
        {files.map((file) => (
          <li key={file.path} data-chosen={file.path === chosen || undefined} data-testid="open-file" data-file={file.path} data-unsaved={isUnsaved(file) || undefined}>
            <UnstyledButton className="open-file" title={file.path} aria-current={file.path === chosen || undefined} onClick={() => onChoose(file.path)}>
              {nameOf(file.path)}
              {isUnsaved(file) && <span className="unsaved-dot" role="img" aria-label="unsaved" />}
            </UnstyledButton>
            <ActionIcon size="sm" variant="subtle" color="gray" aria-label={`Close ${file.path}`} onClick={() => close(file)}><CrossIcon size={12} /></ActionIcon>
          </li>
        ))}
      </ul>
      <Modal opened={asked !== null} onClose={() => setAsked(null)} onExitTransitionEnd={focusRest} title="Close without saving?" centered>
        <Text size="sm" className="wrap-anywhere">What you typed in {asked} is not saved and will be lost.</Text>
        <Group mt="md" justify="flex-end">
          <Button variant="default" onClick={() => setAsked(null)} data-autofocus>Keep it open</Button>
          <Button color="red" onClick={() => (asked && onClose(asked), setAsked(null))}>Close and lose it</Button>
        </Group>
      </Modal>
    </>
  );
}
