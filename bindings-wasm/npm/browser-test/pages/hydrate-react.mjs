/** A form of React that a server has rendered, as Next does it: this module makes the markup there, and takes it over here. */
import { createElement as h, useState } from "react";
import { hydrateRoot } from "react-dom/client";
import { JrpCheck, useJrp } from "jrp/react";

function Page({ check }) {
  const [code, setCode] = useState("");
  const jrp = useJrp();
  return h("form", {},
    h("input", { name: "creditCode", value: code, onChange: (event) => setCode(event.target.value) }),
    h(JrpCheck, { ref: jrp.ref, ...check }),
    h("output", { id: "told" }, `${jrp.isReady} ${jrp.comparison?.outcome ?? "none"}`),
  );
}

export const page = (check) => h(Page, { check });

if (typeof document !== "undefined") hydrateRoot(document.getElementById("app"), page(window.props));
