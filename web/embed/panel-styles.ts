import '@mantine/core/styles.css';
import '../shared/page.css';
import './embed.css';

declare const __SUPERNOVA_STYLES__: string;

/** All styles that the panel imports anywhere, as text: the build puts them here. */
export const panelStyles: string = __SUPERNOVA_STYLES__;
