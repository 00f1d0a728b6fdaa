import { app, Menu, type MenuItemConstructorOptions } from 'electron';

/** Standard actions only, so that copy, paste and zoom have their keys; the work itself is in the window. */
export function setMenu(): void {
  const view: MenuItemConstructorOptions[] = [
    { role: 'reload', label: 'Tải lại cửa sổ' },
    { type: 'separator' },
    { role: 'zoomIn', label: 'Phóng to' },
    { role: 'zoomOut', label: 'Thu nhỏ' },
    { role: 'resetZoom', label: 'Cỡ thường' },
    { type: 'separator' },
    { role: 'togglefullscreen', label: 'Toàn màn hình' },
  ];
  if (!app.isPackaged) view.push({ type: 'separator' }, { role: 'toggleDevTools', label: 'Công cụ lập trình' });
  const template: MenuItemConstructorOptions[] = [
    { label: '&Trạm', submenu: [{ role: 'quit', label: 'Thoát' }] },
    {
      label: '&Sửa',
      submenu: [
        { role: 'undo', label: 'Hoàn tác' },
        { role: 'redo', label: 'Làm lại' },
        { type: 'separator' },
        { role: 'cut', label: 'Cắt' },
        { role: 'copy', label: 'Sao chép' },
        { role: 'paste', label: 'Dán' },
        { role: 'selectAll', label: 'Chọn tất cả' },
      ],
    },
    { label: '&Xem', submenu: view },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
