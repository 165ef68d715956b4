import { Button, Kbd } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { lazy, Suspense, useState } from 'react';
import { ChunkBoundary } from '../shared/ChunkBoundary.tsx';
import { SearchIcon } from '../shared/icons.tsx';

const CommandPalette = lazy(async () => ({ default: (await import('./CommandPalette.tsx')).CommandPalette }));

interface PaletteButtonProps {
  roomId: string;
  rooms: readonly { id: string; name: string }[];
}

const NOT_LOADED = <div role="alert" className="offline-place"><p className="offline-note">The palette could not be loaded: the server is away, or was updated since the page was opened. Reload the page.</p></div>;

/** Opens the command palette, as Ctrl+K and ⌘K do wherever the focus is. */
export function PaletteButton({ roomId, rooms }: PaletteButtonProps) {
  const [isOpen, setOpen] = useState(false);
  useHotkeys([['mod+K', () => setOpen((wasOpen) => !wasOpen)]], [], true);
  return (
    <>
      <Button variant="default" size="compact-md" className="palette-button" aria-keyshortcuts="Control+K Meta+K" leftSection={<SearchIcon size={14} />} rightSection={<Kbd size="xs" className="palette-keys">Ctrl K</Kbd>} onClick={() => setOpen(true)} data-testid="palette-button"><span className="palette-words">Go to</span></Button>
      {isOpen && (
        <ChunkBoundary fallback={NOT_LOADED}>
          <Suspense fallback={null}><CommandPalette roomId={roomId} rooms={rooms} onClose={() => setOpen(false)} /></Suspense>
        </ChunkBoundary>
      )}
    </>
  );
}
