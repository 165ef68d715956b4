// Intents about what a declaration offers.
import type { Form } from './form.ts';

export const FORMS_OF_MEMBERS: readonly Form[] = [];
