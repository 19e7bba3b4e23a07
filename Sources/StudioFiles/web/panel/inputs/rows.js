// Lists of rows that are kept, not made anew, as long as there are as many of them.

/**
 * Rows in a container.
 *
 * @param {Element} container
 * @param {(index: number) => {element: Element, show: (item: any) => void}} make
 * @returns {{show: (items: any[]) => void, at: (index: number) => Object|undefined}}
 */
export function rowsIn(container, make) {
  const rows = [];
  return {
    at: (index) => rows[index],
    show(items) {
      while (rows.length > items.length) rows.pop().element.remove();
      while (rows.length < items.length) {
        const row = make(rows.length);
        rows.push(row);
        container.append(row.element);
      }
      rows.forEach((row, index) => row.show(items[index]));
    },
  };
}
