// The looks at saves of our own editor, in rooms that nothing watches: one after the other in each room. Owns what is remembered between them; stores nothing.
import { OpenChange } from './open-change.ts';
import type { SavedFile } from './unhealed.ts';
import type { NewWatchEvent } from './watch-events.ts';

type ServicesOf = (roomId: string) => ConstructorParameters<typeof OpenChange>[0];

interface RoomLooks {
  readonly change: OpenChange;
  turn: Promise<unknown>;
}

/** More rooms than that are not remembered; the longest unused is forgotten. */
const MOST_ROOMS = 32;

export class SaveLooks {
  readonly #servicesOf: ServicesOf;
  readonly #rooms = new Map<string, RoomLooks>();

  constructor(servicesOf: ServicesOf) {
    this.#servicesOf = servicesOf;
  }

  takeAsIs(roomId: string): void {
    this.#rooms.delete(roomId);
  }

  /** What is to be told about a save, with what earlier saves of the same change broke; null: nothing. `textOf` reads the room as it is now. */
  look(roomId: string, file: SavedFile, textOf: (path: string) => string | undefined): Promise<NewWatchEvent | null> {
    const room = this.#roomOf(roomId);
    const look = () => {
      // Where somebody else wrote a file meanwhile, what was remembered of it says nothing any more.
      room.change.keepOnly(({ path, after }) => after === (path === file.path ? file.before : (textOf(path) ?? null)));
      return room.change.answer({ files: [file], headMoved: false, lastedMs: 0 }, { mode: 'SUGGEST', firstSignAt: performance.now() });
    };
    const answer = room.turn.then(look, look);
    room.turn = answer.catch(() => undefined);
    return answer;
  }

  #roomOf(roomId: string): RoomLooks {
    const known = this.#rooms.get(roomId) ?? { change: new OpenChange(this.#servicesOf(roomId)), turn: Promise.resolve() };
    this.#rooms.delete(roomId);
    this.#rooms.set(roomId, known);
    const [oldest] = this.#rooms.keys();
    if (oldest !== undefined && this.#rooms.size > MOST_ROOMS) this.#rooms.delete(oldest);
    return known;
  }
}
