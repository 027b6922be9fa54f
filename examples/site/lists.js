/** The forms of a site without a publisher: their lists are made here, before the element looks for them. */

import { feedOfToday, makeLists, useLists } from "./maker.js";

useLists(await makeLists(await feedOfToday()));
await import("./jrp/element/index.js");
