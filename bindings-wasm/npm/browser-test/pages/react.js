/** A form of React around the component, without JSX: what `jrp/react` gives stands on the page. */
import { createElement as h, useState } from "react";
import { createRoot } from "react-dom/client";
import { JrpCheck, useJrp } from "jrp/react";

function Page() {
  const [bid, setBid] = useState({ name: "", creditCode: "" });
  const [isShown, setShown] = useState(true);
  const [said, say] = useState("");
  const jrp = useJrp();
  const send = jrp.guarded((what) => say(`sent ${what}`));
  const rule = () => jrp.rule.validator().then(() => "holds", (error) => error.message).then(say);
  const input = (name) => h("input", { name, value: bid[name], onChange: (event) => setBid({ ...bid, [name]: event.target.value }) });
  const button = (text, onClick) => h("button", { type: "button", onClick }, text);
  window.fill = (code) => setBid({ ...bid, creditCode: code });
  return h("form", { action: "/sent" },
    input("name"),
    input("creditCode"),
    isShown && h(JrpCheck, {
      ...window.props,
      ref: (element) => {
        jrp.ref(element);
        window.element = () => element;
      },
      className: "mine",
      onProblem: (detail) => (window.problem = detail),
      onComparison: ({ outcome }) => (window.heard = outcome),
    }),
    h("output", { id: "told" }, `${jrp.isReady} ${jrp.comparison?.outcome ?? "none"} ${jrp.error?.code ?? ""}`.trim()),
    h("output", { id: "said" }, said),
    button("send", () => send("bid")),
    button("rule", rule),
    button("toggle", () => setShown(!isShown)),
    h("button", {}, "native"),
  );
}
createRoot(document.getElementById("app")).render(h(Page));
