/**
 * Composes ahead what is likely to be asked for: only the last that was wished for, and one at a time, so that a learner who is
 * still choosing does not have to wait for all that was chosen on the way.
 */
export function prepareOne<Choice, Made>(compose: (choice: Choice) => Promise<Made>) {
  interface Prepared {
    readonly key: string;
    readonly result: Promise<Made>;
    there?: { readonly value: Made };
  }
  let made: Prepared | undefined;
  let wished: Choice | undefined;
  let busy = false;

  function begin(choice: Choice): Promise<Made> {
    const key = JSON.stringify(choice);
    if (made?.key !== key) {
      made = { key, result: compose(choice) };
      void settle(made);
    }
    return made.result;
  }

  async function settle(one: Prepared): Promise<void> {
    try {
      one.there = { value: await one.result };
    } catch {
      // What fails ahead is tried again when it is needed, and told then.
      if (made === one) made = undefined;
    }
  }

  async function goOn(): Promise<void> {
    if (busy) return;
    busy = true;
    while (wished !== undefined) {
      const choice = wished;
      wished = undefined;
      await begin(choice).catch(() => undefined);
    }
    busy = false;
  }

  return {
    ahead(choice: Choice): void {
      wished = choice;
      void goOn();
    },
    /** What was made of it, where it is there already; it is given out once. */
    atOnce(choice: Choice): Made | undefined {
      if (made?.there === undefined || made.key !== JSON.stringify(choice)) return undefined;
      const { value } = made.there;
      [wished, made] = [undefined, undefined];
      return value;
    },
    /** The same, however long it takes. */
    async now(choice: Choice): Promise<Made> {
      wished = undefined;
      const result = begin(choice);
      made = undefined;
      return result;
    },
  };
}
