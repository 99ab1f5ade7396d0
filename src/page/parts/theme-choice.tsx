import { useEffect, useState } from "preact/hooks";
import { keep, recall } from "../browser-memory.ts";

const THEMES = ["system", "light", "dark"] as const;
type Theme = (typeof THEMES)[number];
const PLACE = "firedrill-theme";

/** Light, dark, or what the reader's system says; remembered where the browser lets us. */
export function ThemeChoice() {
  const [theme, setTheme] = useState(() => themeNamed(recall(PLACE)));
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
    keep(PLACE, theme);
    dispatchEvent(new Event("themechange"));
  }, [theme]);
  return (
    <label class="theme">
      Theme{" "}
      <select value={theme} onChange={(event) => setTheme(themeNamed(event.currentTarget.value))}>
        {THEMES.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </select>
    </label>
  );
}

function themeNamed(name: string | null): Theme {
  return THEMES.find((theme) => theme === name) ?? "system";
}
