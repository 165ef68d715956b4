// The self-healing panel in another application. Owns the shadow root that keeps its styles and those of the host apart.
import { MantineProvider, mergeMantineTheme, type MantineColorSchemeManager } from '@mantine/core';
import { useMemo, useState, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { HealingPanel } from '../healing/HealingPanel.tsx';
import { useRooms } from '../rooms/useRooms.ts';
import { FailureAlert } from '../shared/FailureAlert.tsx';
import { failureOf } from '../shared/failure.ts';
import { NavigationContext, useNavigation, type Navigation } from '../shared/navigation.ts';
import { OfflineNote } from '../shared/OfflineNote.tsx';
import { PanelSkeleton } from '../shared/PanelSkeleton.tsx';
import { ReadingView } from '../shared/ReadingView.tsx';
import { cssVariablesResolver, theme } from '../shared/theme.ts';
import { readAddress, writeAddress, type Address } from '../shared/useAddress.ts';
import { OtherVersionNote } from './OtherVersionNote.tsx';
import { panelStyles } from './panel-styles.ts';
import { SCOPE } from './scope-styles.ts';

export interface SelfHealingPanelProps {
  /** A room of the server; the newest one where none is named. */
  roomId?: string;
  /** As the system has it, unless said otherwise. */
  colorScheme?: 'auto' | 'light' | 'dark';
  /** Of the element that holds the panel in your page. */
  className?: string;
}

/** Nothing is kept in the host's storage: the property decides. */
const keepsNothing: MantineColorSchemeManager = { get: (scheme) => scheme, set: () => {}, subscribe: () => {}, unsubscribe: () => {}, clear: () => {} };

const UNKNOWN_ROOM = failureOf({ code: 'NOT_FOUND', message: 'This room does not exist.', hint: 'It was deleted, or it belongs to another server. Name one that is open there.' });

/** What is open in the panel is its own; what belongs to another tab opens on the page of the server. */
function Panel({ roomId }: { roomId: string | undefined }) {
  const reading = useRooms(0);
  const { hrefOf } = useNavigation();
  const [address, setAddress] = useState<Address>(() => readAddress(''));
  const navigation = useMemo<Navigation>(() => ({
    hrefOf,
    goTo(target) {
      if (target.tab === undefined || target.tab === 'healing') setAddress(readAddress(writeAddress(target)));
      else window.open(hrefOf(target), '_blank', 'noopener');
    },
  }), [hrefOf]);
  return (
    <ReadingView reading={reading} what="the rooms" skeleton={<PanelSkeleton tab="healing" />}>
      {(rooms) => {
        const room = roomId === undefined ? rooms[0] : rooms.find(({ id }) => id === roomId);
        return room ? <NavigationContext value={navigation}><HealingPanel key={room.id} roomId={room.id} isSample={room.isSample} address={address} /></NavigationContext> : <FailureAlert failure={UNKNOWN_ROOM} />;
      }}
    </ReadingView>
  );
}

function Contents({ roomId, colorScheme = 'auto' }: SelfHealingPanelProps) {
  // Dropdowns and dialogs belong into the shadow too, so nothing is drawn before there is an element for them.
  const [scope, setScope] = useState<HTMLElement | null>(null);
  const scoped = useMemo(() => scope && mergeMantineTheme(theme as Parameters<typeof mergeMantineTheme>[0], { components: { Portal: { defaultProps: { target: scope } } } }), [scope]);
  return (
    <>
      <style>{panelStyles}</style>
      <div ref={setScope} className={SCOPE.slice(1)} data-testid="supernova">
        {scope && scoped && (
          <MantineProvider theme={scoped} cssVariablesResolver={cssVariablesResolver} cssVariablesSelector={SCOPE} getRootElement={() => scope} colorSchemeManager={keepsNothing} defaultColorScheme="auto" {...(colorScheme !== 'auto' && { forceColorScheme: colorScheme })}>
            <Panel roomId={roomId} />
            <OfflineNote />
            <OtherVersionNote />
          </MantineProvider>
        )}
      </div>
    </>
  );
}

/** Predicts and heals changes of a room, with history and watch: the Self-Healing tab alone. It brings its own styles, in a shadow root. */
export function SelfHealingPanel({ className, ...props }: SelfHealingPanelProps): ReactNode {
  const [root, setRoot] = useState<ShadowRoot | null>(null);
  const attach = (host: HTMLElement | null) => setRoot(host && (host.shadowRoot ?? host.attachShadow({ mode: 'open' })));
  return <div ref={attach} className={className}>{root && createPortal(<Contents {...props} />, root)}</div>;
}
