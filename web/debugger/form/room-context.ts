// The room whose names the form completes, handed down to its fields.
import { createContext, useContext } from 'react';

export const RoomContext = createContext<string>('');

export const useRoomId = (): string => useContext(RoomContext);
