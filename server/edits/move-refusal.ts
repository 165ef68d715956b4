// Why a declaration cannot be carried to another file. Owns the shape of the answer; the sentences are written where the obstacle is found.

export interface Refusal {
  readonly kind: 'refused';
  /** The name would meet another one; or the code itself stands against it. */
  readonly because: 'NAME_TAKEN' | 'UNSUITABLE';
  readonly message: string;
  readonly hint: string;
}

export const refuse = (message: string, hint: string, because: Refusal['because'] = 'UNSUITABLE'): Refusal => ({ kind: 'refused', because, message, hint });
export const isRefusal = (value: object): value is Refusal => 'kind' in value && value.kind === 'refused';
