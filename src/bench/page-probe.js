// Runs in a page before its own script, and says when the page shows what. Times are in milliseconds.
(() => {
  const $ = (selector) => document.querySelector(selector);
  const count = () => $("search.filters [role=status]")?.textContent ?? "";

  /** When the first frame in which `isThere` holds has been painted. */
  const painted = (isThere) =>
    new Promise((settle) => {
      const look = () => {
        if (!isThere()) return requestAnimationFrame(look);
        // What is posted while a frame is made arrives when it has been painted.
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => settle(performance.now());
        port2.postMessage(null);
      };
      requestAnimationFrame(look);
    });

  /** From `act` to the painted frame with another count of trials. */
  const answer = async (act) => {
    const before = count();
    const from = performance.now();
    act();
    return (await painted(() => count() !== before)) - from;
  };

  const type = (text) => {
    const field = $("search.filters input[type=search]");
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };

  globalThis.probe = {
    /** From navigation until a word typed over the first line has been answered. */
    async interactive(word) {
      await painted(() => $(".trials tbody th a") !== null);
      await answer(() => type(word));
      const at = performance.now();
      await answer(() => type(""));
      return at;
    },

    /** Each word typed and cleared, then the first box of each facet ticked and cleared. */
    async filters(words) {
      const times = [];
      for (const word of words) {
        times.push(await answer(() => type(word)));
        times.push(await answer(() => type("")));
      }
      for (const facet of document.querySelectorAll("details.facet")) {
        const boxes = facet.querySelectorAll("input");
        if (boxes.length < 2) continue; // every trial has it: nothing would change
        times.push(await answer(() => boxes[0].click()));
        times.push(await answer(() => facet.querySelector("input").click()));
      }
      return times;
    },

    /** The longest time between two frames while the table runs to its end in so many frames. */
    async scroll(frames) {
      const table = $(".trial-scroll");
      const step = (table.scrollHeight - table.clientHeight) / frames;
      let longest = 0;
      let last = await painted(() => true);
      for (let frame = 1; frame <= frames; frame++) {
        table.scrollTop = step * frame;
        const now = await painted(() => true);
        longest = Math.max(longest, now - last);
        last = now;
      }
      return longest;
    },
  };
})();
