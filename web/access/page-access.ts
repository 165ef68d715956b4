import { createAccess } from './access.ts';

/** The access of this page. */
export const access = createAccess({ tab: () => sessionStorage, browser: () => localStorage });
