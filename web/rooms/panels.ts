import { createElement, lazy, useState, type ComponentType } from 'react';
import type { Address, Tab } from '../shared/useAddress.ts';

export interface PanelProps {
  roomId: string;
  /** The room that comes with the product: its files are known. */
  isSample?: boolean;
  address: Address;
}

type Load = () => Promise<{ default: ComponentType<PanelProps> }>;

// One line for each tab of the page; its code is loaded when it is opened for the first time.
const LOADERS: Record<Tab, Load> = {
  dev: async () => ({ default: (await import('../editor/EditorPanel.tsx')).EditorPanel }),
  diffs: async () => ({ default: (await import('../diffs/DiffsPanel.tsx')).DiffsPanel }),
  receipts: async () => ({ default: (await import('../receipts/ReceiptsPanel.tsx')).ReceiptsPanel }),
  graph: async () => ({ default: (await import('../graph/GraphPanel.tsx')).GraphPanel }),
  healing: async () => ({ default: (await import('../healing/HealingPanel.tsx')).HealingPanel }),
  debugger: async () => ({ default: (await import('../debugger/DebuggerPanel.tsx')).DebuggerPanel }),
  preview: async () => ({ default: (await import('../preview/PreviewPanel.tsx')).PreviewPanel }),
  usage: async () => ({ default: (await import('../usage/UsagePanel.tsx')).UsagePanel }),
  settings: async () => ({ default: (await import('../settings/SettingsPanel.tsx')).SettingsPanel }),
};

const loaded: Partial<Record<Tab, ComponentType<PanelProps>>> = {};

async function load(tab: Tab): ReturnType<Load> {
  const module = await LOADERS[tab]();
  loaded[tab] = module.default;
  return module;
}

// What is there is drawn at once. React suspends for any lazy component, loaded or not, and keeps what stands in for it for 0.3 s.
function panelOf(tab: Tab): ComponentType<PanelProps> {
  const Late = lazy(() => load(tab));
  return function Panel(props) {
    const [Shown] = useState(() => loaded[tab] ?? Late);
    return createElement(Shown, props);
  };
}

export const PANELS = Object.fromEntries(Object.keys(LOADERS).map((tab) => [tab, panelOf(tab as Tab)])) as unknown as Record<Tab, ComponentType<PanelProps>>;

/** Begins to load the code of a tab before it is drawn. A failure is told where it is drawn. */
export function preloadPanel(tab: Tab): void {
  load(tab).catch(() => undefined);
}
