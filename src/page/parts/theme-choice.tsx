import { useEffect, useState } from "preact/hooks";

const THEMES = ["system", "light", "dark"] as const;
type Theme = (typeof THEMES)[number];
const PLACE = "firedrill-theme";

/** Light, dark, or what the reader's system says; remembered where the browser lets us. */
export function ThemeChoice() {
  const [theme, setTheme] = useState<Theme>(rememberedTheme);
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
    remember(theme);
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

function rememberedTheme(): Theme {
  try {
    return themeNamed(localStorage.getItem(PLACE));
  } catch {
    return "system";
  }
}

function remember(theme: Theme): void {
  try {
    localStorage.setItem(PLACE, theme);
  } catch {
    // Then it lasts until the page is closed.
  }
}

function themeNamed(name: string | null): Theme {
  return THEMES.find((theme) => theme === name) ?? "system";
}
