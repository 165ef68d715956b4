import { createContext, useContext } from 'react';
import { goTo, writeAddress, type Address } from './useAddress.ts';

/** How a panel leads somewhere else: on the page by the browser's address; in another application as that decides. */
export interface Navigation {
  goTo: (address: Partial<Address>) => void;
  /** The address as a link that can be copied. */
  hrefOf: (address: Partial<Address>) => string;
}

/** The page itself, where nothing above says otherwise. */
export const NavigationContext = createContext<Navigation>({ goTo, hrefOf: (address) => writeAddress(address) });

export const useNavigation = (): Navigation => useContext(NavigationContext);
