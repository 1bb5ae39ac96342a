import type { Counter } from '../counter.ts';

export type Sockets = {
  /** Called when a socket is opened. */
  add(socket: WebSocket, counter: Counter): void;
  /** Completes what the tap counted with what the socket says of itself. */
  complete(counter: Counter): Counter;
  /** Closes all that are open. */
  closeAll(): void;
};

/** Hears sockets open and close. Their messages are counted by the tap, which `refresh` asks for its counts. */
export function createSockets(tell: (counter: Counter) => void, refresh: () => void): Sockets {
  const open = new Map<number, { socket: WebSocket; counter: Counter }>();
  return {
    add: (socket, shown) => {
      const state = { socket, counter: { ...shown, url: socket.url } };
      open.set(shown.id, state);
      socket.addEventListener('open', () => tell(state.counter));
      socket.addEventListener('close', () => {
        refresh();
        tell({ ...state.counter, note: socket.extensions, over: true });
        open.delete(shown.id);
      });
    },
    complete: (counter) => {
      const state = open.get(counter.id);
      if (!state) return counter;
      state.counter = { ...counter, url: state.socket.url, note: state.socket.extensions };
      return state.counter;
    },
    closeAll: () => {
      for (const { socket } of open.values()) socket.close();
    },
  };
}
