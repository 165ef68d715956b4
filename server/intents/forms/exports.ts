// Intents about carrying declarations about.
import type { Form } from './form.ts';

export const FORMS_OF_EXPORTS: readonly Form[] = [];
