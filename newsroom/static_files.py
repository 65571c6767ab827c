"""Where static files come from in production."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFiles(CompressedManifestStaticFilesStorage):
    """Hashed names and compressed copies. A module that imports another is given the other's hashed name.

    Django looks for `import … from "./other.js";` with the semicolon, in the modules as we write them.
    """

    support_js_module_import_aggregation = True
