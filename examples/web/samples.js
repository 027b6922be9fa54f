/** Subjects to try, by page; `jrp demo --web` puts them on the lists (or, for `clear`, leaves them off). All invented. */
const PROCUREMENT_LIST = { name: "江州市云澜槿棠纺织有限责任公司", code: "91329902MA9BATDJ57" };
const DEBTOR = { name: "江州市云澜翊钧食品有限公司", code: "91329902MAGPM1QY5W" };
const CLEAR = { name: "江州市云澜昀衡园林绿化股份有限公司", code: "91329902MAD4887N25" };
const WRONG_CHECK = { name: "江州市云澜骞钧装饰工程股份有限公司", code: "91329902MA2ARJELXN" };
const BOTH = { name: "江州市云澜骞濯检测技术有限责任公司", code: "91329902MA9JA1CY22" };
const CLASS_A = { name: "江州市云澜岚澍装饰工程有限公司", code: "91329902MA8UCK8K3M" };
const ABNORMAL = { name: "江州市云澜翊澍装饰工程股份有限公司", code: "91329902MAH4533P0N" };
const AEO = { name: "江州市云澜泓濯商贸有限责任公司", code: "91329902MA2HLPMF11" };
const FORMER_NAME = { name: "江州市云澜旧帆商贸有限公司", code: "" };

export const SAMPLES = {
  procurement: [
    { key: "sample-procurement-list", ...PROCUREMENT_LIST },
    { key: "sample-debtor", ...DEBTOR },
    { key: "sample-red", ...CLASS_A },
    { key: "sample-both", ...BOTH },
    { key: "sample-clear", ...CLEAR },
    { key: "sample-check", ...WRONG_CHECK },
    { key: "sample-name", ...FORMER_NAME },
    { key: "sample-member", ...CLEAR, members: [DEBTOR.code] },
  ],
  tender: [
    { key: "sample-debtor", ...DEBTOR },
    { key: "sample-document", ...DEBTOR, conditions: ["document"] },
    { key: "sample-procurement-list", ...PROCUREMENT_LIST },
    { key: "sample-clear", ...CLEAR },
    { key: "sample-member", ...CLEAR, members: [DEBTOR.code] },
  ],
  approval: [
    { key: "sample-aeo", ...AEO },
    { key: "sample-abnormal", ...ABNORMAL },
    { key: "sample-procurement-list", ...PROCUREMENT_LIST },
    { key: "sample-clear", ...CLEAR },
  ],
};
