import { useRef, type ReactElement, type ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { IconButton } from './button.js';
import { useScrollStop } from './use-scroll-stop.js';

export interface DialogProps {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Buttons, the confirming one last. */
  readonly actions?: ReactNode;
  readonly isWide?: boolean;
  /** `alertdialog` asks before something is lost. */
  readonly role?: 'dialog' | 'alertdialog';
}

/** A window over the window: traps the focus, closes with Escape, gives the focus back. */
export function Dialog({
  title,
  isOpen,
  onClose,
  children,
  actions,
  isWide = false,
  role = 'dialog',
}: DialogProps): ReactElement {
  return (
    <ModalOverlay
      className="modal-veil"
      isOpen={isOpen}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      isDismissable={role === 'dialog'}
    >
      <Modal className={isWide ? 'modal modal-wide' : 'modal'}>
        <AriaDialog className="dialog" role={role}>
          <div className="dialog-head">
            <Heading slot="title" level={2}>
              {title}
            </Heading>
            <IconButton command="dialog.close" label="Close" icon="close" hasNoTooltip onPress={onClose} />
          </div>
          <DialogBody title={title}>{children}</DialogBody>
          {actions !== undefined && <div className="dialog-foot">{actions}</div>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

function DialogBody({ title, children }: Pick<DialogProps, 'title' | 'children'>): ReactElement {
  const body = useRef<HTMLDivElement>(null);
  const stop = useScrollStop(body) ? ({ role: 'region', 'aria-label': title, tabIndex: 0 } as const) : {};
  return (
    <div ref={body} className="dialog-body" {...stop}>
      {children}
    </div>
  );
}
