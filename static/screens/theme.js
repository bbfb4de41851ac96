/* What the theme's pages name in their attributes, for the build of Alpine that makes no programs
   of texts: it knows what is registered here, and nothing of the window. */
document.addEventListener("alpine:init", () => {
  "use strict";

  const { Alpine } = window;

  Alpine.data("theme", (chosen) => ({
    ...window.theme(chosen),
    sortRecords: window.sortRecords,
    moveRecords,
    // A form goes to the address of its own page.
    window: { location: { pathname: location.pathname, search: location.search } },
  }));

  Alpine.data("officePage", () => ({
    activeTab: "",
    sidebarMobileOpen: false,
    sidebarDesktopOpen: localStorage.getItem("sidebarDesktopOpen") !== "0",
    init() {
      this.activeTab = getCurrentTab() || this.$root.dataset.activeTab;
      this.$watch("sidebarDesktopOpen", (isOpen) => {
        localStorage.setItem("sidebarDesktopOpen", isOpen ? "1" : "0");
      });
    },
  }));

  for (const name of ["searchForm", "searchDropdown"]) Alpine.data(name, window[name]);

  Alpine.data("searchCommand", () => {
    const command = window.searchCommand();
    return {
      ...command,
      // Enter before anything is chosen does nothing; the theme fails on it.
      selectItem(...how) {
        if (this.currentIndex) command.selectItem.apply(this, how);
      },
    };
  });
});
