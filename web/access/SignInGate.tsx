import { lazy, Suspense, useEffect, useSyncExternalStore, type ReactNode } from 'react';
import { access } from './page-access.ts';

const SignInPage = lazy(async () => ({ default: (await import('./SignInPage.tsx')).SignInPage }));

/** Shows what is within, unless the server does not let the page in: then what to do about it. */
export function SignInGate({ children }: { children: ReactNode }) {
  const refusal = useSyncExternalStore(access.onChange, access.getRefusal);
  // Another tab signed out, or in with another token that is remembered.
  useEffect(() => {
    const hear = ({ key, newValue }: StorageEvent) => key === 'supernova-token' && newValue !== access.getToken() && location.reload();
    window.addEventListener('storage', hear);
    return () => window.removeEventListener('storage', hear);
  }, []);
  if (!refusal) return children;
  return <Suspense fallback={null}><SignInPage refusal={refusal} /></Suspense>;
}
