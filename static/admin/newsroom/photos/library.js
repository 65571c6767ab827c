// The photo library: files come in, photos are looked for, moved among and chosen.

import { calmSearch } from "./ask.js";
import { makeGrid } from "./grid.js";
import { dressThumbs } from "./thumbs.js";
import { takeFiles } from "./uploads.js";

dressThumbs()
takeFiles()
makeGrid()
calmSearch()
