/** A form of Vue around the component, without SFC: what `jrp/vue` gives stands on the page. */
import { createApp, h, nextTick, reactive, ref } from "vue";
import { JrpCheck, useJrp } from "jrp/vue";

const Page = {
  setup() {
    const bid = reactive({ name: "", creditCode: "" });
    const isShown = ref(true);
    const said = ref("");
    const jrp = useJrp();
    const send = jrp.submit((what) => (said.value = `sent ${what}`));
    const rule = () => jrp.rule.validator().then(() => "holds", (error) => error.message).then((text) => (said.value = text));
    const input = (name) => h("input", { name, value: bid[name], onInput: (event) => (bid[name] = event.target.value) });
    const button = (text, onClick) => h("button", { type: "button", onClick }, text);
    window.fill = (code) => Object.assign(bid, { creditCode: code });
    window.element = () => jrp.check.value?.$el;
    return () =>
      h("form", { action: "/sent" }, [
        input("name"),
        input("creditCode"),
        isShown.value && h(JrpCheck, { ref: jrp.check, ...window.props, onProblem: (detail) => (window.problem = detail), onComparison: ({ outcome }) => (window.heard = outcome) }),
        h("output", { id: "told" }, `${jrp.isReady.value} ${jrp.comparison.value?.outcome ?? "none"} ${jrp.error.value?.code ?? ""}`.trim()),
        h("output", { id: "said" }, said.value),
        button("send", () => send("bid")),
        button("rule", rule),
        button("toggle", () => (isShown.value = !isShown.value) ?? nextTick()),
        h("button", "native"),
      ]);
  },
};
createApp(Page).mount("#app");
