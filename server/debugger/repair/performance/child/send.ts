// The way in and out of the sandbox for the programs of this folder. Must be imported first: what runs the scenario takes `process.send` away.
const send = process.send?.bind(process);

/** The first message of the parent: what is to be done. */
export const received = new Promise<unknown>((resolve) => process.once('message', resolve));

export function tell(message: object): void {
  send?.(message);
}
