// What others can listen to.

/** Tells listeners of events by their names. */
export class Observable {
  #listeners = new Map();

  /** Listens; returns what stops it. Listeners are given the object itself. */
  on(event, listener) {
    if (!this.#listeners.has(event)) this.#listeners.set(event, new Set());
    this.#listeners.get(event).add(listener);
    return () => this.#listeners.get(event)?.delete(listener);
  }

  /** For the object itself: tells the listeners of an event. */
  emit(event) {
    for (const listener of [...(this.#listeners.get(event) ?? [])]) listener(this);
  }

  /** Forgets all listeners. */
  stopListeners() {
    this.#listeners.clear();
  }
}
