import { useCallback, useEffect, useState } from 'react';

type Permission = NotificationPermission | 'unsupported';

function current(): Permission {
  return typeof Notification === 'undefined' ? 'unsupported' : Notification.permission;
}

/** What the browser allows, also when somebody changes it in the browser's own settings. */
export function usePermission(): [Permission, () => void] {
  const [permission, setPermission] = useState(current);
  const look = useCallback(() => setPermission(current()), []);
  useEffect(() => {
    let status: PermissionStatus | undefined;
    let here = true;
    const permissions = (navigator as Partial<Pick<Navigator, 'permissions'>>).permissions;
    permissions?.query({ name: 'notifications' }).then(
      (found) => {
        if (here) {
          status = found;
          found.addEventListener('change', look);
        }
      },
      () => undefined,
    );
    document.addEventListener('visibilitychange', look);
    return () => {
      here = false;
      status?.removeEventListener('change', look);
      document.removeEventListener('visibilitychange', look);
    };
  }, [look]);
  return [permission, look];
}
