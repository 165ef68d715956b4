declare module 'react' {
  export type Key = string | number;

  export interface ReactElement {
    readonly type: unknown;
    readonly props: unknown;
    readonly key: Key | null;
  }

  export type ReactNode = ReactElement | string | number | boolean | null | undefined | Iterable<ReactNode>;
  export type ComponentType<P = {}> = (props: P) => ReactNode;
  export type SetState<S> = (next: S | ((previous: S) => S)) => void;

  export interface SyntheticEvent<T = Element> {
    readonly currentTarget: T;
    preventDefault(): void;
  }

  export interface ChangeEvent<T = Element> extends SyntheticEvent<T> {
    readonly target: T;
  }

  export function useState<S>(initial: S | (() => S)): [S, SetState<S>];
  export function useState<S>(): [S | undefined, SetState<S | undefined>];
  export function useEffect(effect: () => void | (() => void), inputs?: readonly unknown[]): void;
  export function useMemo<T>(compute: () => T, inputs: readonly unknown[]): T;
  export function useCallback<T extends (...args: never[]) => unknown>(callback: T, inputs: readonly unknown[]): T;
  export function useSyncExternalStore<T>(subscribe: (notify: () => void) => () => void, read: () => T): T;
  export function lazy<T extends ComponentType<any>>(load: () => Promise<{ default: T }>): T;
  export function Suspense(props: { fallback?: ReactNode; children?: ReactNode }): ReactElement;
}

declare module 'react/jsx-runtime' {
  import type { ChangeEvent, Key, ReactNode, SyntheticEvent } from 'react';

  interface HtmlProps<T> {
    key?: Key;
    children?: ReactNode;
    className?: string;
    id?: string;
    title?: string;
    role?: string;
    hidden?: boolean;
    'aria-label'?: string;
    'aria-live'?: 'polite' | 'assertive' | 'off';
    onClick?: (event: SyntheticEvent<T>) => void;
  }

  interface InputProps extends HtmlProps<HTMLInputElement> {
    type?: 'text' | 'search' | 'email' | 'number';
    name?: string;
    value?: string | number;
    min?: number;
    placeholder?: string;
    onChange?: (event: ChangeEvent<HTMLInputElement>) => void;
  }

  interface FormProps extends HtmlProps<HTMLFormElement> {
    onSubmit?: (event: SyntheticEvent<HTMLFormElement>) => void;
  }

  export namespace JSX {
    type Element = import('react').ReactElement;
    type ElementType = string | ((props: never) => ReactNode);

    interface ElementChildrenAttribute {
      children: unknown;
    }

    interface IntrinsicAttributes {
      key?: Key;
    }

    interface IntrinsicElements {
      a: HtmlProps<HTMLAnchorElement> & { href?: string };
      article: HtmlProps<HTMLElement>;
      aside: HtmlProps<HTMLElement>;
      button: HtmlProps<HTMLButtonElement> & { type?: 'button' | 'submit'; disabled?: boolean };
      dd: HtmlProps<HTMLElement>;
      del: HtmlProps<HTMLElement>;
      div: HtmlProps<HTMLDivElement>;
      dl: HtmlProps<HTMLElement>;
      dt: HtmlProps<HTMLElement>;
      form: FormProps;
      h1: HtmlProps<HTMLHeadingElement>;
      h2: HtmlProps<HTMLHeadingElement>;
      header: HtmlProps<HTMLElement>;
      img: HtmlProps<HTMLImageElement> & { src: string; alt: string };
      input: InputProps;
      label: HtmlProps<HTMLLabelElement>;
      li: HtmlProps<HTMLLIElement>;
      main: HtmlProps<HTMLElement>;
      p: HtmlProps<HTMLParagraphElement>;
      section: HtmlProps<HTMLElement>;
      span: HtmlProps<HTMLSpanElement>;
      strong: HtmlProps<HTMLElement>;
      ul: HtmlProps<HTMLUListElement>;
    }
  }

  export const Fragment: (props: { children?: ReactNode }) => JSX.Element;
  export function jsx(type: unknown, props: unknown, key?: Key): JSX.Element;
  export function jsxs(type: unknown, props: unknown, key?: Key): JSX.Element;
}

declare module 'react-dom/client' {
  import type { ReactNode } from 'react';

  export interface Root {
    render(node: ReactNode): void;
    unmount(): void;
  }

  export function createRoot(container: Element): Root;
}
