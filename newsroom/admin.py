"""Accounts and roles, for administrators. Roles are read here and made by articles/rights.py."""

from django import forms
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django_tasks_db.models import DBTaskResult

from authors.doubles import SavedTwiceAtOnce
from authors.lookups import FiltersAlone, is_key

User = get_user_model()
admin.site.unregister([User, Group])
admin.site.unregister(DBTaskResult)  # what failed is in the log


class RolesField(forms.ModelMultipleChoiceField):
    """Roles by their keys, of which a number that can be none is simply no valid choice."""

    def clean(self, value: object) -> QuerySet:
        for key in value if isinstance(value, list | tuple) else []:
            if not is_key(str(key)):
                raise ValidationError(
                    self.error_messages["invalid_choice"], code="invalid_choice", params={"value": str(key)[:40]}
                )
        return super().clean(value)


@admin.register(User)
class AccountAdmin(SavedTwiceAtOnce, FiltersAlone, UserAdmin):
    """People who work here. Only a superuser makes superusers, or touches their accounts."""

    list_display = ["username", "name", "email", "roles", "is_active", "last_login"]
    list_filter = ["groups", "is_active"]
    filter_horizontal = []
    search_fields = ["username", "first_name", "last_name", "email"]
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        ("Person", {"fields": ["first_name", "last_name", "email"]}),
        ("What they may do", {"fields": ["is_active", "groups", "is_superuser"]}),
        ("History", {"fields": ["last_login", "date_joined"]}),
    ]
    add_fieldsets = [
        (None, {"fields": ["username", "usable_password", "password1", "password2"]}),
        ("Person", {"fields": ["first_name", "last_name", "email"]}),
        ("What they may do", {"fields": ["groups"]}),
    ]

    @admin.display(description="name", empty_value="—")
    def name(self, user: User) -> str:
        return user.get_full_name()

    @admin.display(description="roles", empty_value="—")
    def roles(self, user: User) -> str:
        names = [group.name for group in user.groups.all()]
        return ", ".join(["Superuser", *names] if user.is_superuser else names)

    def get_queryset(self, request: HttpRequest):
        return super().get_queryset(request).prefetch_related("groups")

    def formfield_for_manytomany(self, db_field, request: HttpRequest, **kwargs) -> forms.Field:
        if db_field.name == "groups":
            kwargs |= {"widget": forms.CheckboxSelectMultiple(), "form_class": RolesField}
            return db_field.formfield(**kwargs | {"help_text": ""})
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> list[str]:
        fields = ["last_login", "date_joined"]
        return fields if request.user.is_superuser else [*fields, "is_superuser"]

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return super().has_change_permission(request, obj) and _within_reach(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return super().has_delete_permission(request, obj) and _within_reach(request, obj)

    def get_actions(self, request: HttpRequest) -> dict:
        return {}  # accounts are removed one by one, each after a look at it

    def save_model(self, request: HttpRequest, obj: User, form: forms.Form, change: bool) -> None:  # noqa: FBT001 (Django's)
        if not change:
            obj.is_staff = True  # whoever has an account works at the desk
        super().save_model(request, obj, form, change)


def _within_reach(request: HttpRequest, account: User | None) -> bool:
    return account is None or request.user.is_superuser or not account.is_superuser


@admin.register(Group)
class RoleAdmin(FiltersAlone, GroupAdmin):
    """The roles as they stand: `manage.py roles` makes them."""

    fields = ["name", "rights"]
    list_display = ["name", "people"]

    @admin.display(description="people")
    def people(self, group: Group) -> int:
        return len(group.user_set.all())

    @admin.display(description="rights")
    def rights(self, group: Group) -> SafeString:
        names = [(permission.name,) for permission in group.permissions.all()]
        return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", names))

    def get_queryset(self, request: HttpRequest):
        return super().get_queryset(request).prefetch_related("user_set")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Group | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Group | None = None) -> bool:
        return False
