/**
 * Composes ahead what is likely to be asked for: only the last that was wished for, and one at a time, so that a learner who is
 * still choosing does not have to wait for all that was chosen on the way.
 */
export function prepareOne<Choice, Made>(compose: (choice: Choice) => Promise<Made>) {
  let made: { readonly key: string; readonly result: Promise<Made> } | undefined;
  let wished: Choice | undefined;
  let busy = false;

  function begin(choice: Choice): Promise<Made> {
    const key = JSON.stringify(choice);
    if (made?.key !== key) {
      const result = compose(choice);
      made = { key, result };
      // What fails ahead is tried again when it is needed, and told then.
      result.catch(() => {
        if (made?.result === result) made = undefined;
      });
    }
    return made.result;
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
    /** What was made of it is given out once. */
    async now(choice: Choice): Promise<Made> {
      wished = undefined;
      const result = begin(choice);
      made = undefined;
      return result;
    },
  };
}
