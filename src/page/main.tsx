import { render } from "preact";
import "./page.css";

const root = document.getElementById("app");
if (root !== null) render(<p>Firedrill</p>, root);
